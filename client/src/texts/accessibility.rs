//! The accessibility statement.

texts! {
    accessibility_title: "Tillgänglighet för Bordsvis", "Accessibility of Bordsvis";
    accessibility_aim: "Alla vid bordet ska kunna delta. Bordsvis är byggt för att följa WCAG 2.2 på nivå AA, som lagen om tillgänglighet till digital offentlig service (DOS-lagen) bygger på.",
        "Everybody at the table must be able to take part. Bordsvis is built to follow WCAG 2.2 at level AA, which the Swedish act on accessibility of digital public services rests upon.";
    accessibility_works_title: "Så fungerar det", "How it works";
    accessibility_keyboard: "Allt som går att dra går också att göra med en meny och med tangentbordet.",
        "Everything that can be dragged can also be done by menu and by keyboard.";
    accessibility_listening: "Skärmläsare får veta vad andra gör i korta sammanfattningar, och fokus ligger kvar när andra ändrar på tavlan.",
        "Screen readers are told what others do in short summaries, and focus stays where it is when others change the board.";
    accessibility_seeing: "Färg står aldrig ensam: varje lapp bär bordets namn. Ljust och mörkt läge, hög kontrast och minskad rörelse följer enhetens inställningar.",
        "Colour never stands alone: every note carries the name of its table. Light and dark, high contrast and reduced motion follow the settings of the device.";
    accessibility_wall: "Den som inte ser storbilden kan läsa den som text på sin egen enhet.",
        "Whoever cannot see the big screen can read it as text on a device of their own.";
    accessibility_lacks_title: "Det här vet vi brister", "What we know is lacking";
    accessibility_untested: "Sidorna är granskade med automatiska verktyg och med tangentbord, men ännu inte av oberoende granskare eller tillsammans med användare av hjälpmedel.",
        "The pages have been examined with automatic tools and by keyboard, but not yet by independent reviewers or together with people who use assistive technology.";
    accessibility_content: "Det som deltagarna skriver granskas inte: språk och begriplighet kan variera.",
        "What participants write is not examined: language and clarity may vary.";
    accessibility_report_title: "Anmäl en brist", "Report a barrier";
    accessibility_report: "Säg till den som leder workshoppen, eller till myndigheten som bjöd in: den ansvarar för tjänsten och ska svara. Beskriv vad du ville göra, vad som hindrade dig och vilken utrustning du använde.",
        "Tell whoever leads the workshop, or the authority that invited you: it answers for the service and must reply. Say what you wanted to do, what hindered you, and what equipment you used.";
    accessibility_supervision: "Är du inte nöjd med svaret kan du vända dig till tillsynsmyndigheten.",
        "If you are not satisfied with the reply, you can turn to the supervisory authority.";
    accessibility_supervision_link: "Anmäl till Myndigheten för digital förvaltning (Digg)",
        "Report to the Agency for Digital Government (Digg)";
}
