//! Conditional fields and such as must have a value when another has one: the rules that a request breaks.

mod vendor {
    vcare_api::endpoints! { "specs/MoveLine.toml" }
}

use vcare_api::{Endpoint, YesNo};
use vendor::move_line::{Mode, MoveLine};

/// Field and status of each rule that the request breaks.
fn broken(request: &MoveLine) -> Vec<(&str, &str)> {
    let of = |found: vcare_api::Violation| (found.field, found.status.map_or("", |status| status.code));
    request.validate().into_iter().map(of).collect()
}

fn main() {
    let now = || MoveLine::new("555-1234", Mode::Now).notify(YesNo::Yes);
    assert_eq!(broken(&now()), []);
    assert_eq!(broken(&now().fee("0")), []);
    assert_eq!(broken(&now().fee("12")), [("fee", "704")]);

    let later = || MoveLine::new("555-1234", Mode::Later).email("ann@example.com");
    assert_eq!(broken(&later()), [("move_date", "703")]);
    assert_eq!(broken(&later().move_date("tomorrow").fee("12")), []);

    // Whether the line is locked, only the server knows.
    assert_eq!(broken(&now().pin("1234")), []);
    assert_eq!(broken(&MoveLine::new("5551234", Mode::Now)).len(), 2);
}
