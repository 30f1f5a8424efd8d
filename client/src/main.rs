fn main() {
    bordsvis_client::start();
}
