//! Drafts of made-up pages, held against files, and what every draft has to be.

mod support;

use support::{differences, drafted, in_lines, mistakes, page, text};

const PAGES: [(&str, &str); 4] =
    [("SendGift", "txt"), ("ListGifts", "txt"), ("GetPapers", "html"), ("swapDevice", "txt")];

/// `vcare spec import PAGE > DRAFT` writes them anew.
#[test]
fn drafts_are_as_they_were() {
    for (name, ending) in PAGES {
        let draft = drafted(&page(&format!("{name}.{ending}")));
        assert_eq!(draft, text(&format!("drafts/{name}.toml")), "the draft of {name}");
    }
}

#[test]
fn drafts_lack_nothing_but_the_texts_to_write() {
    for (name, _) in PAGES {
        let found = mistakes(&format!("whole_{name}"), &text(&format!("drafts/{name}.toml")));
        assert_eq!(found, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_draft_says_what_its_page_says() {
    for (name, ending) in PAGES {
        let found = differences(
            &format!("same_{name}"),
            &page(&format!("{name}.{ending}")),
            &text(&format!("drafts/{name}.toml")),
        );
        assert_eq!(in_lines(&found), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_vendors_words_stand_in_comments_alone() {
    let draft = text("drafts/SendGift.toml");
    for words in ["greeting card", "send a gift"] {
        assert!(draft.contains(words), "{draft}");
        assert!(draft.lines().all(|line| line.starts_with('#') || !line.contains(words)), "{draft}");
    }
}
