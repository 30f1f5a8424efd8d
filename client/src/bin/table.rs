//! A seat at a table, on a phone or a laptop.

fn main() {
    bordsvis_client::mount(bordsvis_client::app::table_page);
}
