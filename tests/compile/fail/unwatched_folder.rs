//! A file that is added to the folder would not be noticed.

mod vendor {
    vcare_api::endpoints! { "right" }
}

fn main() {
    let _ = vendor::add_thing::AddThing::new("ABC-12", vendor::add_thing::Colour::Red);
}
