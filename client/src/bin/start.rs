//! The pages that one comes in by: home, join, table cards.

fn main() {
    bordsvis_client::mount(bordsvis_client::app::start_page);
}
