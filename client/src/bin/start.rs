//! The pages of whoever prepares a workshop: home, table cards.

fn main() {
    bordsvis_client::mount(bordsvis_client::app::start_page);
}
