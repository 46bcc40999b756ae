//! Whose certificates are trusted.

use std::error::Error as StdError;
use std::sync::Arc;

use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use super::builder::HttpTransportError;

/// Where trust begins.
pub(super) struct Roots {
    certificates: Vec<CertificateDer<'static>>,
    /// Whether the system's are not trusted.
    alone: bool,
}

impl Roots {
    /// Reads certificates in PEM, of which each text has to hold at least one.
    pub(super) fn read(texts: &[Vec<u8>], alone: bool) -> Result<Self, HttpTransportError> {
        let mut certificates = Vec::new();
        for text in texts {
            let before = certificates.len();
            for certificate in CertificateDer::pem_slice_iter(text) {
                let certificate = certificate.map_err(|error| HttpTransportError::new(UNREADABLE, error))?;
                certificates.push(certificate);
            }
            if certificates.len() == before {
                return Err(HttpTransportError::because(UNREADABLE));
            }
        }
        Ok(Self { certificates, alone })
    }

    /// TLS that verifies every certificate.
    pub(super) fn client_config(self) -> Result<ClientConfig, HttpTransportError> {
        let mut config =
            self.verifying().map_err(|error| HttpTransportError::new("the HTTP client could not be set up", error))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }

    fn verifying(self) -> Result<ClientConfig, Box<dyn StdError + Send + Sync>> {
        // What the program has chosen goes before our choice.
        let provider = CryptoProvider::get_default().cloned();
        let provider = provider.unwrap_or_else(|| Arc::new(aws_lc_rs::default_provider()));
        let builder = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
        let builder = if self.alone {
            let mut store = RootCertStore::empty();
            for certificate in self.certificates {
                store.add(certificate)?;
            }
            builder.with_root_certificates(store)
        } else {
            // The system's verifier is one of the ways to verify that rustls does not know itself.
            builder.dangerous().with_custom_certificate_verifier(Arc::new(self.beside_the_system(provider)?))
        };
        Ok(builder.with_no_client_auth())
    }

    fn beside_the_system(self, provider: Arc<CryptoProvider>) -> Result<Verifier, Box<dyn StdError + Send + Sync>> {
        if self.certificates.is_empty() {
            return Ok(Verifier::new(provider)?);
        }
        #[cfg(target_os = "android")]
        return Err("Android takes no root certificates beside the system's".into());
        #[cfg(not(target_os = "android"))]
        Ok(Verifier::new_with_extra_roots(self.certificates, provider)?)
    }
}

const UNREADABLE: &str = "a root certificate cannot be read: expected PEM";
