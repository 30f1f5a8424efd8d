//! Texts of sorting what the tables wrote: clusters, merging, categories, search, the desk.

use bordsvis_shared::method::Part;

use super::Texts;

texts! {
    sort_guidance: "Stöd", "Guidance";
    sort_clusters: "Grupper", "Clusters";
    sort_title: "Gruppens rubrik", "The cluster's title";
    sort_group: "Gruppera", "Cluster";
    sort_group_ask: "Gruppera…", "Cluster…";
    sort_new_cluster: "Ny grupp", "New cluster";
    sort_make_cluster: "Gör en grupp", "Make a cluster";
    sort_ungather: "Ta ut ur gruppen", "Take out of the cluster";
    sort_rename: "Byt rubrik", "Rename";
    sort_dissolve: "Lös upp gruppen", "Dissolve the cluster";
    sort_merge: "Slå ihop", "Merge";
    sort_merge_all: "Slå ihop lapparna till en", "Merge the notes into one";
    sort_merge_needs_two: "Välj minst två lappar att slå ihop.", "Choose at least two notes to merge.";
    sort_split_one: "Dela igen", "Split again";
    sort_chosen_menu: "Mer med de valda", "More with the chosen";
    sort_take_down: "Ta ner", "Take down";
    sort_put_up: "Lägg tillbaka", "Put back up";
    sort_is_aside: "Nedtagen: bara bordet och processledare ser den",
        "Taken down: only its table and facilitators see it";

    sort_search: "Sök lappar och bord", "Search notes and tables";
    sort_municipality: "Kommun", "Municipality";
    sort_all_municipalities: "Alla kommuner", "All municipalities";
    sort_no_municipality: "Utan kommun", "No municipality";
    sort_tag: "Tagg", "Tag";
    sort_all_tags: "Alla taggar", "All tags";
    sort_untagged: "Utan tagg", "Untagged";
    sort_by: "Ordna efter", "Arrange by";
    sort_by_cell: "Efter ruta", "By cell";
    sort_by_tag: "Efter tagg", "By tag";
    sort_by_table: "Efter bord", "By table";
    sort_by_municipality: "Efter kommun", "By municipality";
    sort_show_all: "Visa alla igen", "Show all again";

    sort_one_by_one: "Sortera lapp för lapp", "Sort note by note";
    sort_only_unsorted: "Bara osorterade", "Unsorted only";
    sort_nothing_left: "Här finns inga lappar att sortera.", "There are no notes to sort here.";
    sort_previous: "Föregående", "Previous";
    sort_next: "Nästa", "Next";
    sort_park: "Parkera", "Park";
    sort_choices: "Sortera som", "Sort as";

    sort_method: "Ändra metoden", "Change the method";
    sort_method_hint: "Ändringarna syns för alla genast. Lapparna ligger kvar.",
        "Everyone sees the changes at once. The notes stay where they are.";
    sort_notes: "Lappar", "Notes";
    sort_step_title: "Stegets namn", "The step's name";
    sort_question: "Frågan", "The question";
    sort_heading: "Rubrik", "Heading";
    sort_needs_name: "Skriv ett namn.", "Write a name.";
    sort_add: "Lägg till", "Add";
    sort_add_step: "Nytt steg sist", "New step at the end";
    sort_remove_step: "Ta bort steget", "Remove the step";
    sort_remove_step_hint: "Bara ett steg utan lappar kan tas bort.", "Only a step without notes can be removed.";

    sort_text: "Lappens text", "The note's text";
    sort_save: "Spara", "Save";
    sort_write: "Ny lapp", "New note";
    sort_write_hint: "Skriv in från ett blad: bordet och rutan ligger kvar, och Enter lägger nästa lapp.",
        "Type from a sheet: the table and the cell stay, and Enter puts down the next note.";
    sort_for_table: "För bordet", "For the table";
    sort_put_next: "Lägg på bordet", "Put on the table";
}

impl Texts {
    /// The headings of one kind.
    pub fn sort_part(self, part: Part) -> &'static str {
        match part {
            Part::Cell => self.pick("Rutor", "Cells"),
            Part::Row => self.pick("Rader", "Rows"),
            Part::Column => self.pick("Kolumner", "Columns"),
            Part::Check => self.pick("Att bocka av", "To tick off"),
        }
    }

    /// One more of that kind.
    pub fn sort_add_part(self, part: Part) -> &'static str {
        match part {
            Part::Cell => self.pick("Ny ruta", "New cell"),
            Part::Row => self.pick("Ny rad", "New row"),
            Part::Column => self.pick("Ny kolumn", "New column"),
            Part::Check => self.pick("Ny punkt", "New item"),
        }
    }

    /// Why there can't be one more.
    pub fn sort_most_parts(self, part: Part, most: usize) -> String {
        let parts = self.sort_part(part);
        self.pick(
            format!("{parts}: högst {most}."),
            format!("{parts}: at most {most}."),
        )
    }

    /// Why there can't be one more step.
    pub fn sort_most_steps(self, most: usize) -> String {
        self.pick(
            format!("Högst {most} steg."),
            format!("At most {most} steps."),
        )
    }

    /// What becomes of what lies there.
    pub fn sort_remove_part_hint(self, part: Part) -> &'static str {
        match part {
            Part::Check => self.pick("Punkten försvinner.", "The item goes."),
            _ => self.pick(
                "Lappar som ligger där läggs i Parkeringen.",
                "Notes that lie there are put in the parking lot.",
            ),
        }
    }

    /// So many tables of all: how widely something is shared.
    pub fn sort_of_tables(self, count: usize, of: usize) -> String {
        let word = self.pick("bord", if of == 1 { "table" } else { "tables" });
        self.pick(
            format!("{count} av {of} {word}"),
            format!("{count} of {of} {word}"),
        )
    }

    /// What folds a cluster.
    pub fn sort_cluster_handle(self, title: &str, of: &str) -> String {
        self.pick(
            format!("Gruppen {title}, {of}"),
            format!("The cluster {title}, {of}"),
        )
    }

    /// The menu of a cluster.
    pub fn sort_cluster_menu(self, title: &str) -> String {
        self.pick(
            format!("Gruppen ”{title}”"),
            format!("The cluster “{title}”"),
        )
    }

    /// What has been gathered.
    pub fn sort_gathered(self, count: usize, title: &str) -> String {
        let word = self.notes_word(count);
        self.pick(
            format!("{count} {word} i gruppen {title}."),
            format!("{count} {word} put in the cluster {title}."),
        )
    }

    /// What no longer lies in a cluster.
    pub fn sort_ungathered(self, count: usize) -> String {
        let word = self.notes_word(count);
        self.pick(
            format!("{count} {word} ligger fritt igen."),
            format!("{count} {word} loose again."),
        )
    }

    /// Puts what is chosen in a cluster.
    pub fn sort_gather_chosen(self, count: usize) -> String {
        match count {
            1 => self
                .pick("Lägg den valda hit", "Put the chosen note here")
                .to_owned(),
            _ => self.pick(
                format!("Lägg de {count} valda hit"),
                format!("Put the {count} chosen here"),
            ),
        }
    }

    /// Asks what some notes are to be gathered with.
    pub fn sort_gather_title(self, count: usize) -> String {
        match count {
            1 => self.pick("Gruppera lappen", "Cluster the note").to_owned(),
            _ => self.pick(
                format!("Gruppera {count} lappar"),
                format!("Cluster {count} notes"),
            ),
        }
    }

    /// What a cluster is called now.
    pub fn sort_named(self, title: &str) -> String {
        self.pick(
            format!("Gruppen heter {title}."),
            format!("The cluster is called {title}."),
        )
    }

    /// Asks where a cluster is to go.
    pub fn sort_move_cluster(self, title: &str) -> String {
        self.pick(
            format!("Flytta gruppen {title}"),
            format!("Move the cluster {title}"),
        )
    }

    /// Where a cluster has come to lie.
    pub fn sort_cluster_moved(self, title: &str, cell: &str) -> String {
        self.pick(
            format!("Gruppen {title} ligger i {cell}."),
            format!("The cluster {title} is in {cell}."),
        )
    }

    /// What is no longer a cluster.
    pub fn sort_dissolved(self, title: &str) -> String {
        self.pick(
            format!("Gruppen {title} är upplöst. Lapparna ligger kvar."),
            format!("The cluster {title} is dissolved. Its notes are still there."),
        )
    }

    /// What has been merged.
    pub fn sort_merged(self, count: usize) -> String {
        self.pick(
            format!("{count} lappar är hopslagna till en."),
            format!("{count} notes are merged into one."),
        )
    }

    /// What stands by itself again.
    pub fn sort_split(self, count: usize) -> String {
        let word = self.notes_word(count);
        self.pick(
            format!("{count} {word} ligger för sig igen."),
            format!("{count} {word} by itself again."),
        )
    }

    /// What was merged into a note.
    pub fn sort_merged_here(self, count: usize) -> String {
        let word = self.notes_word(count);
        let merged = if count == 1 { "hopslagen" } else { "hopslagna" };
        self.pick(
            format!("+ {count} {merged} {word}"),
            format!("+ {count} merged {word}"),
        )
    }

    /// What has been taken down, or put up again.
    pub fn sort_set_aside(self, count: usize, up: bool) -> String {
        let word = self.notes_word(count);
        if up {
            self.pick(
                format!("{count} {word} visas igen."),
                format!("{count} {word} back up."),
            )
        } else {
            self.pick(
                format!("{count} {word} nedtagna. Bara bordet och processledare ser dem."),
                format!("{count} {word} taken down. Only the table and facilitators see them."),
            )
        }
    }

    /// What some notes have been sorted as, or no longer.
    pub fn sort_tagged(self, tag: &str, on: bool, count: usize) -> String {
        let word = self.notes_word(count);
        if on {
            self.pick(
                format!("{tag}: {count} {word}."),
                format!("{tag}: {count} {word}."),
            )
        } else {
            self.pick(
                format!("Inte längre {tag}: {count} {word}."),
                format!("No longer {tag}: {count} {word}."),
            )
        }
    }

    /// Writes what a later step says to a note.
    pub fn sort_answer(self, word: &str) -> String {
        format!("+ {word}")
    }

    /// How many notes two kinds have that are to be kept in balance.
    pub fn sort_balance(self, scarce: (&str, usize), common: (&str, usize)) -> String {
        // A line is broken behind a dot, not before it.
        format!("{} {}\u{a0}· {} {}", scarce.0, scarce.1, common.0, common.1)
    }

    /// What a note was written from.
    pub fn sort_from(self, text: &str) -> String {
        self.pick(format!("Från: {text}"), format!("From: {text}"))
    }

    /// Writes a note in a cell.
    pub fn sort_write_in(self, cell: &str) -> String {
        self.pick(format!("Ny lapp i {cell}"), format!("New note in {cell}"))
    }

    /// How many have been written in a row.
    pub fn sort_written(self, count: usize) -> String {
        let word = self.notes_word(count);
        self.pick(
            format!("{count} {word} inskrivna."),
            format!("{count} {word} typed in."),
        )
    }

    /// How many notes fit what one looks for.
    pub fn sort_found(self, count: usize) -> String {
        match count {
            0 => self.pick("Inga lappar", "No notes").to_owned(),
            _ => self.lead_notes(count),
        }
    }

    /// Chooses all that were found.
    pub fn sort_choose_all(self, count: usize) -> String {
        self.pick(
            format!("Markera alla {count}"),
            format!("Select all {count}"),
        )
    }

    /// How far one has come.
    pub fn sort_progress(self, at: usize, of: usize) -> String {
        self.pick(format!("{at} av {of}"), format!("{at} of {of}"))
    }
}
