//! Crates with as many endpoints as a vendor really has, to be compiled: `vcare-N` brings N specs, `serde-N` the same
//! messages as types with derived code.
//!
//! The specs are the real ones, over and over, each time under another name: so the average endpoint is a real one.
//! Both kinds of crate have all types and, for each endpoint, a function that reads a reply and one that writes a
//! request, neither of them generic: without these no code would be made of what is generic in the types, which is
//! nearly everything in those of serde. Serde's types have no docs and cannot be shown as JSON; vcare's have and can.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use vcare_spec::Specs;
use vcare_spec::model::Endpoint;

use crate::peers;

/// The numbers of endpoints.
pub const COUNTS: [u32; 3] = [8, 32, 128];

/// A workspace in which nothing but these crates is written down.
pub struct Synthetic {
    /// Its folder.
    pub folder: PathBuf,
    repository: PathBuf,
}

impl Synthetic {
    /// Writes the crates into a folder. `repository` is the one that vcare's sources and its `Cargo.lock` are in.
    pub fn write(folder: &Path, repository: &Path) -> io::Result<Self> {
        let this = Self { folder: folder.to_owned(), repository: repository.to_owned() };
        let mut members = Vec::new();
        for count in COUNTS {
            let specs = this.vcare(count)?;
            this.member(&format!("serde-{count}"), &serde(&specs))?;
            members.extend([format!("vcare-{count}"), format!("serde-{count}")]);
            if COUNTS.last() == Some(&count) {
                this.expander(count)?;
                members.push(format!("expander-{count}"));
            }
        }
        fs::write(this.folder.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"))?;
        // The versions that are there: nothing is fetched.
        fs::copy(this.repository.join("Cargo.lock"), this.folder.join("Cargo.lock"))?;
        Ok(this)
    }

    /// The Rust file of a member that has nothing to do with endpoints.
    pub fn rust_file(&self, member: &str) -> PathBuf {
        self.folder.join(member).join("src/other.rs")
    }

    /// One of the spec files of a member.
    pub fn spec_file(&self, member: &str) -> PathBuf {
        self.folder.join(member).join("spec/GetCustomerInfo0.toml")
    }

    /// The crate that uses the macro, and what its specs say.
    fn vcare(&self, count: u32) -> io::Result<Specs> {
        let member = format!("vcare-{count}");
        let from = self.repository.join("spec");
        let to = self.folder.join(&member).join("spec");
        fs::create_dir_all(&to)?;
        fs::copy(from.join("vcare.toml"), to.join("vcare.toml"))?;
        let names = ["GetCustomerInfo", "GetPlanService", "ManagePlanType", "UpdateAccountStatus"];
        let mut paths = Vec::new();
        for (index, name) in names.into_iter().cycle().take(count as usize).enumerate() {
            let text = fs::read_to_string(from.join(format!("{name}.toml")))?;
            let own = format!("{name}{index}");
            let path = format!("spec/{own}.toml");
            fs::write(
                self.folder.join(&member).join(&path),
                // The address and the block stay as they are.
                text.replacen(&format!("\"{name}\""), &format!("\"{own}\"\npath = \"{name}\""), 1),
            )?;
            paths.push(path);
        }
        let shown: Vec<&str> = paths.iter().map(String::as_str).collect();
        let specs = vcare_spec::load(&self.folder.join(&member), &shown).map_err(io::Error::other)?;
        assert!(specs.diagnostics.is_empty() && specs.endpoints.len() == count as usize, "the specs are the real ones");
        let list: String = shown.iter().map(|path| format!("    {path:?},\n")).collect();
        self.member(&member, &format!("vcare_api::endpoints! {{\n{list}}}\n{}", entries(&specs)))?;
        Ok(specs)
    }

    /// A program that does what the macro does to the specs of `vcare-N`, as the compiler has it: not optimised.
    fn expander(&self, count: u32) -> io::Result<()> {
        let name = format!("expander-{count}");
        let folder = self.folder.join(&name);
        fs::create_dir_all(folder.join("src"))?;
        let specs = self.folder.join(format!("vcare-{count}"));
        let program = format!(
            "fn main() {{\n    let specs = vcare_spec::load(std::path::Path::new(r#\"{}\"#), &[\"spec\"]).unwrap();\n    \
             assert_eq!(specs.endpoints.len(), {count});\n    \
             let root = \"::vcare_api\".parse().unwrap();\n    \
             std::hint::black_box(vcare_codegen::expand(&root, false, &specs));\n}}\n",
            specs.display()
        );
        fs::write(folder.join("src/main.rs"), program)?;
        let dependencies: String = ["vcare-spec", "vcare-codegen"]
            .map(|name| format!("{name} = {{ path = '{}' }}\n", self.repository.join(name).display()))
            .concat();
        let package = format!("[package]\nname = {name:?}\nedition = \"2024\"\n[dependencies]\n{dependencies}");
        fs::write(folder.join("Cargo.toml"), package)
    }

    fn member(&self, name: &str, library: &str) -> io::Result<()> {
        let folder = self.folder.join(name);
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("src/lib.rs"), format!("pub mod other;\n{library}"))?;
        fs::write(folder.join("src/other.rs"), "pub fn number() -> u32 { 0 }\n")?;
        let dependencies = if name.starts_with("serde") {
            "quick-xml = { version = \"*\", features = [\"serialize\"] }\nserde = { version = \"1\", features = \
             [\"derive\"] }\n"
                .to_owned()
        } else {
            let [api, core] = ["vcare-api", "vcare-core"].map(|name| self.repository.join(name));
            format!(
                "vcare-api = {{ path = '{}', default-features = false }}\nvcare-core = {{ path = '{}' }}\n",
                api.display(),
                core.display()
            )
        };
        let package = format!("[package]\nname = {name:?}\nedition = \"2024\"\n[dependencies]\n{dependencies}");
        fs::write(folder.join("Cargo.toml"), package)
    }
}

fn serde(specs: &Specs) -> String {
    let mut out = String::new();
    for endpoint in &specs.endpoints {
        let module = peers::serde_module_with_enums(endpoint, &specs.shared);
        let module = module.strip_suffix("}\n").expect("a module ends with a brace");
        let root = specs.shared.envelope.request_root.as_str();
        let _ = write!(
            out,
            "{module}\n    pub fn read(body: &str) -> Result<Reply, quick_xml::DeError> {{ quick_xml::de::from_str(body) }}\n    \
             pub fn write(request: &Request) -> Result<String, quick_xml::SeError> {{ \
             quick_xml::se::to_string_with_root({root:?}, request) }}\n}}\n",
        );
    }
    out
}

fn entries(specs: &Specs) -> String {
    let entry = |endpoint: &Endpoint| {
        let (module, name) = (&endpoint.module, &endpoint.name.value);
        format!(
            "    pub mod {module} {{\n        use vcare_api::{{DecodeError, Endpoint, Reply, Violation}};\n        \
             use vcare_core::{{RequestValues, codec::encode}};\n        \
             use crate::{name};\n        \
             pub fn read(body: Vec<u8>) -> Result<Reply<{name}>, DecodeError> {{ Reply::read(body) }}\n        \
             pub fn write(request: &{name}) -> String {{ \
             encode::request({name}::SCHEMA, &RequestValues::of(request), encode::Secrets::Written) }}\n        \
             pub fn check(request: &{name}) -> Vec<Violation> {{ request.validate() }}\n    }}\n",
        )
    };
    format!("pub mod calls {{\n{}}}\n", specs.endpoints.iter().map(entry).collect::<String>())
}
