//! The facilitator's page, the remote control and the big screen.

fn main() {
    bordsvis_client::mount(bordsvis_client::app::lead_page);
}
