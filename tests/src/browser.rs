//! Real browsers: Chromium through chromedriver, one browser for every participant, as a device has
//! one. What is on a page is found as people find it, by its role and its name, in the browser's own
//! accessibility tree.

mod axe;
mod chromedriver;
mod element;
mod pages;
mod window;

use std::env;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::sync::Mutex;

use bordsvis_shared::method::Language;
use futures_util::FutureExt;
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};

use self::chromedriver::Chromedriver;
pub use self::element::{Element, Named};
pub use self::pages::{Created, Facilitator, Home, Join, Remote, Screen, Table};
pub use self::window::{Scheme, Window};

/// What every browser is started with: no screen, and nothing of its own on the network.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--accept-lang=sv-SE",
];

/// The size of a window, in CSS pixels, and what kind of device it stands for.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    width: u32,
    height: u32,
    mobile: bool,
}

impl Size {
    /// A phone held upright.
    pub const PHONE: Self = Self {
        width: 360,
        height: 740,
        mobile: true,
    };
    /// The facilitator's laptop.
    pub const LAPTOP: Self = Self::desk(1440, 900);
    /// The smallest laptop that a workshop can be led from.
    pub const SMALLEST_LAPTOP: Self = Self::desk(1024, 600);
    /// The laptop of somebody who takes part from another place.
    pub const SMALL_LAPTOP: Self = Self::desk(1280, 800);
    /// What stands before the whole room.
    pub const PROJECTOR: Self = Self::desk(1920, 1080);

    const fn desk(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            mobile: false,
        }
    }
}

/// The browsers of one test.
pub struct Browsers {
    language: Language,
    open: Mutex<Vec<Window>>,
    profiles: TempDir,
    chromedriver: Chromedriver,
}

impl Browsers {
    /// Tells a story with browsers. However it ends, they end too; where it fails, every window is
    /// photographed first.
    pub async fn tell(name: &str, language: Language, story: impl AsyncFnOnce(&Self)) {
        let browsers = Self {
            language,
            open: Mutex::default(),
            profiles: tempfile::tempdir().expect("a folder for the profiles can be made"),
            chromedriver: Chromedriver::start().await,
        };
        let told = AssertUnwindSafe(story(&browsers)).catch_unwind().await;
        let open = browsers
            .open
            .lock()
            .expect("nobody panicked here")
            .split_off(0);
        for window in open {
            if told.is_err() {
                window
                    .photograph(&format!("failures/{name}-{}", window.name()))
                    .await;
            }
            window.close().await;
        }
        if let Err(failure) = told {
            resume_unwind(failure);
        }
    }

    /// The language that everybody reads.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Opens a browser that nobody has used before.
    pub async fn open(&self, name: &str, size: Size) -> Window {
        let profile = self.profiles.path().join(name);
        let mut args: Vec<_> = FLAGS.map(str::to_owned).into();
        args.push(format!("--user-data-dir={}", profile.display()));
        let mut capabilities = Capabilities::new();
        let options = capabilities.set("goog:chromeOptions", json!({"args": args}));
        options.expect("they are JSON");
        let driver = WebDriver::new(self.chromedriver.url(), capabilities).await;
        let driver = driver.unwrap_or_else(|error| panic!("Chromium can't be started: {error}"));
        let window = Window::new(name, self.language, driver, size).await;
        let mut open = self.open.lock().expect("nobody panicked here");
        open.push(window.clone());
        window
    }
}

/// Where pictures of the views are left.
fn screenshots() -> PathBuf {
    let exe = env::current_exe().expect("the tests lie somewhere");
    let target = exe.ancestors().nth(3).expect("cargo's folder");
    target.join("screenshots")
}
