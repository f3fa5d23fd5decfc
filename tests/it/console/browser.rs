//! A headless Chromium, driven over WebDriver.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// How long anything may take to appear; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether a browser is there to be driven. In CI one must be.
#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test decides by the environment whether it may skip itself, and says so"
)]
pub fn is_there() -> bool {
    let answers = |program: &str| {
        let mut command = Command::new(program);
        let command = command
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if answers("chromium") && answers("chromedriver") {
        return true;
    }
    assert!(
        std::env::var("MEIBO_CI").is_err(),
        "CI needs chromium and chromedriver: see .ci/run"
    );
    eprintln!("skipped: chromium and chromedriver are not installed");
    false
}

/// A window of a browser with a profile of its own.
pub struct Browser {
    pub client: Client,
    driver: Child,
    _profile: tempfile::TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It takes its browser with it; where it has ended there is nothing to end.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Starts the driver on a free port, which it prints.
fn driver() -> (Child, u16) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver starts");
    let mut lines = BufReader::new(driver.stdout.take().expect("its output")).lines();
    let port = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| {
            let (_, rest) = line.split_once("started successfully on port ")?;
            rest.trim_end_matches('.').parse().ok()
        })
        .expect("chromedriver names its port");
    // What it says later must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    (driver, port)
}

impl Browser {
    /// Opens one that asks for pages in a language.
    pub async fn open(language: &str, dark: bool) -> Browser {
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let (driver, port) = driver();
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--window-size=1440,900".to_owned(),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        if dark {
            arguments.push("--force-dark-mode".to_owned());
        }
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "args": arguments,
                "prefs": { "intl.accept_languages": language },
            },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("an object was written")
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the browser opens");
        Browser {
            client,
            driver,
            _profile: profile,
        }
    }

    /// Closes it.
    pub async fn close(self) {
        self.client.clone().close().await.expect("closed");
    }

    /// Goes to an address.
    pub async fn goto(&self, address: &str) {
        self.client.goto(address).await.expect("the page loads");
    }

    /// The first element of a selector, waited for.
    pub async fn find(&self, css: &str) -> Element {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await;
        found.unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    /// How many elements a selector finds now.
    pub async fn count(&self, css: &str) -> usize {
        let found = self.client.find_all(Locator::Css(css)).await;
        found.expect("a valid selector").len()
    }

    /// Clicks on an element.
    pub async fn click(&self, css: &str) {
        let clicked = self.find(css).await.click().await;
        clicked.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Types into a field, in place of what stands in it.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.expect("cleared");
        field.send_keys(text).await.expect("typed");
    }

    /// Presses keys one after the other, whatever has the focus.
    pub async fn press(&self, keys: &str) {
        let mut actions = KeyActions::new("keys".to_owned());
        for value in keys.chars() {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.expect("pressed");
    }

    /// What a function body returns in the page.
    pub async fn ask(&self, script: &str) -> Value {
        let answer = self.client.execute(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until a function body returns true in the page.
    pub async fn until(&self, script: &str) {
        let mut waited = Duration::ZERO;
        let step = Duration::from_millis(100);
        loop {
            // A page that is being left has nothing to ask.
            let answer = self.client.execute(script, Vec::new()).await;
            if answer.is_ok_and(|answer| answer == Value::Bool(true)) {
                return;
            }
            assert!(waited < PATIENCE, "it never came about: {script}");
            tokio::time::sleep(step).await;
            waited += step;
        }
    }

    /// Waits for a text in an element.
    pub async fn sees(&self, css: &str, text: &str) {
        let script = format!(
            "const e = document.querySelector({}); return !!e && e.innerText.includes({});",
            json!(css),
            json!(text)
        );
        self.until(&script).await;
    }

    /// Sets the size of the window.
    pub async fn resize(&self, width: u32, height: u32) {
        let sized = self.client.set_window_size(width, height).await;
        sized.expect("the window is sized");
    }

    /// Keeps a picture of the window as a test artefact.
    pub async fn picture(&self, name: &str) {
        let folder = folder_of_pictures();
        std::fs::create_dir_all(&folder).expect("a folder for the pictures");
        let picture = self.client.screenshot().await.expect("a picture");
        assert!(picture.len() > 2_000, "{name} shows nothing");
        std::fs::write(folder.join(format!("{name}.png")), picture).expect("kept");
    }
}

/// `target/console-screenshots`, beside the folder for the temporary files of tests.
fn folder_of_pictures() -> PathBuf {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = temporary.parent().unwrap_or(temporary);
    target.join("console-screenshots")
}
