//! Compiles crates and takes the time.

use std::fs::File;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Instant, SystemTime};

use vcare_bench::synthetic::Synthetic;

/// How far a crate is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Check,
    Debug,
    Release,
}

impl Way {
    pub fn name(self) -> &'static str {
        match self {
            Way::Check => "check",
            Way::Debug => "debug",
            Way::Release => "release",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Way::Check => &["check"],
            Way::Debug => &["build"],
            Way::Release => &["build", "--release"],
        }
    }
}

/// The crates that are compiled, and where to.
pub struct Cargo {
    pub crates: Synthetic,
}

impl Cargo {
    pub fn new(crates: Synthetic) -> Self {
        Self { crates }
    }

    /// Seconds to compile one crate from nothing.
    pub fn time(&self, way: Way, member: &str) -> f64 {
        let library = self.crates.folder.join(member).join("src/lib.rs");
        let touched = File::options().append(true).open(library).and_then(|file| file.set_modified(SystemTime::now()));
        touched.expect("the file is there");
        self.run(way.arguments(), member, "target", false)
    }

    /// Seconds to check one crate after a change to it.
    pub fn time_of_change(&self, member: &str) -> f64 {
        self.run(Way::Check.arguments(), member, "target-incremental", true)
    }

    /// Seconds that a program takes, which is built before.
    pub fn time_of_program(&self, member: &str) -> f64 {
        self.run(Way::Debug.arguments(), member, "target", false);
        let program = self.crates.folder.join("target/debug").join(member);
        let begun = Instant::now();
        let status = Command::new(program).status().expect("it was built");
        assert!(status.success(), "{member} fails");
        begun.elapsed().as_secs_f64()
    }

    fn run(&self, arguments: &[&str], member: &str, target: &str, incremental: bool) -> f64 {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).args(["--quiet", "--offline", "--package", member]).current_dir(&self.crates.folder);
        command.env("CARGO_TARGET_DIR", self.crates.folder.join(target));
        command.env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" });
        // What is measured is what a user has without any settings.
        let settings = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        let changes_code = |name: &String| {
            name.ends_with("RUSTFLAGS") || name.ends_with("RUSTC_WRAPPER") || name.starts_with("CARGO_PROFILE_")
        };
        for setting in settings.filter(changes_code) {
            command.env_remove(setting);
        }
        let begun = Instant::now();
        let output = command.output().expect("cargo is there");
        let seconds = begun.elapsed().as_secs_f64();
        assert!(output.status.success(), "{member}: {}", String::from_utf8_lossy(&output.stderr));
        seconds
    }

    /// A crate as it was last compiled in release.
    pub fn library(&self, member: &str) -> PathBuf {
        self.crates.folder.join(format!("target/release/lib{}.rlib", member.replace('-', "_")))
    }
}
