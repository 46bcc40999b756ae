//! How much machine code a crate has.

use std::fs;
use std::path::Path;

use object::read::archive::ArchiveFile;
use object::{Object, ObjectSection, SectionKind};

/// Bytes of code in all objects of a library. Data and what debuggers read do not count; nor does what only the linker
/// would take in from other crates.
#[allow(clippy::cast_precision_loss)] // sizes are far below that
pub fn bytes(library: &Path) -> f64 {
    let bytes = fs::read(library).expect("it was compiled before");
    let archive = ArchiveFile::parse(&*bytes).expect("a library is an archive");
    let members = archive.members().map(|member| member.expect("the archive is whole"));
    let code = members.filter_map(|member| object::File::parse(member.data(&*bytes).ok()?).ok()).map(|object| {
        let code = object.sections().filter(|section| section.kind() == SectionKind::Text);
        code.map(|section| section.size()).sum::<u64>()
    });
    code.sum::<u64>() as f64
}
