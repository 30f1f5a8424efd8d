//! The facilitator's page.

fn main() {
    bordsvis_client::mount(bordsvis_client::app::lead_page);
}
