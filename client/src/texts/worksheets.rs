//! The printed worksheets, for tables that write by hand.

texts! {
    sheets_title: "Arbetsblad", "Worksheets";
    sheets_loading: "Hämtar tavlans steg…", "Fetching the steps of the board…";
    sheets_hint: "Ett A4 för varje steg, för bord som skriver för hand. Välj A4 och 100 % i utskriften; liggande och stående blad kommer av sig själva.",
        "One A4 for each step, for tables that write by hand. Print on A4 at 100%; landscape and portrait sheets come by themselves.";
    sheets_typed_in: "Skriv sedan in bladen från bordets sida, så räknas allt. Den som skriver in anger hur många den skriver för.",
        "Type the sheets in afterwards from the table's page, so that everything counts. Whoever types says for how many people.";
    sheets_which: "Vilka blad", "Which sheets";
    sheets_one: "En omgång att kopiera", "One set to copy";
    sheets_each: "En omgång för varje bord", "One set for each table";
    sheets_table: "Bord:", "Table:";
    sheets_by: "Skrivs in av:", "Typed in by:";
}
