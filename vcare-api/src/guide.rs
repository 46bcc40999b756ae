#![doc = include_str!("../spec/README.md")]
