//! The big screen and the remote control.

fn main() {
    bordsvis_client::mount(bordsvis_client::app::screen_page);
}
