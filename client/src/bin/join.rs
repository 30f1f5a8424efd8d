//! The way to a seat: the join page, and the page of whoever comes from another device.

fn main() {
    bordsvis_client::mount(bordsvis_client::app::join_page);
}
