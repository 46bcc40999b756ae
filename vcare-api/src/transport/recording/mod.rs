//! Exchanges in a file, and their replay.
//!
//! A file has one JSON object in a line for each exchange. Secrets, personal data and everything that no spec names are
//! taken out before anything is written, from requests and replies alike; so a recording can be kept beside a test.
//!
//! A line can be torn: by a full disk, or when the process ends while it is written. The recorder takes back what it wrote of
//! such a line, or begins the next one anew; the player leaves it out and tells its number.

mod exchange;
mod lines;
mod player;
mod queue;
mod recorder;

pub use self::player::Player;
pub use self::recorder::Recorder;
