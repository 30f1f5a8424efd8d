//! The pages of whoever prepares a workshop: home, table cards, worksheets.

fn main() {
    bordsvis_client::mount(bordsvis_client::app::start_page);
}
