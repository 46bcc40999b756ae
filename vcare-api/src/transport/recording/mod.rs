//! Exchanges in a file, and their replay.
//!
//! A file has one JSON object in a line for each exchange. Secrets, personal data and everything that no spec names are
//! taken out before anything is written, from requests and replies alike; so a recording can be kept beside a test.

mod exchange;
mod player;
mod queue;
mod recorder;

pub use self::player::Player;
pub use self::recorder::Recorder;
