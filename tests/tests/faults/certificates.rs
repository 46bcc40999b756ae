//! Certificates for servers, right and wrong.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use vcare_api::transport::HttpTransport;

/// An authority that no system trusts.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    pub fn new() -> Self {
        let mut params = CertificateParams::new([]).expect("no name is wrong");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, key()).expect("it can be signed");
        Self { issuer }
    }

    /// A transport that trusts it, and nobody else.
    pub fn transport(&self) -> HttpTransport {
        let builder = HttpTransport::builder().no_proxy().root_certificates(self.pem()).only_these_roots();
        builder.build().expect("the certificate can be read")
    }

    /// Its certificate.
    pub fn pem(&self) -> String {
        self.issuer.as_ref().pem()
    }

    /// For a server with a certificate that is right.
    pub fn good(&self) -> TlsAcceptor {
        self.sign(&server_on("127.0.0.1"))
    }

    /// For a server whose certificate has run out.
    pub fn expired(&self) -> TlsAcceptor {
        let mut params = server_on("127.0.0.1");
        params.not_before = date_time_ymd(2001, 1, 1);
        params.not_after = date_time_ymd(2002, 1, 1);
        self.sign(&params)
    }

    /// For a server with the certificate of another.
    pub fn of_another_host(&self) -> TlsAcceptor {
        self.sign(&server_on("other.example"))
    }

    fn sign(&self, params: &CertificateParams) -> TlsAcceptor {
        let key = key();
        let certificate = params.signed_by(&key, &self.issuer).expect("it can be signed");
        acceptor(certificate.der().clone(), &key)
    }
}

/// For a server that vouches for itself.
pub fn self_signed() -> TlsAcceptor {
    let key = key();
    let certificate = server_on("127.0.0.1").self_signed(&key).expect("it can be signed");
    acceptor(certificate.der().clone(), &key)
}

fn key() -> KeyPair {
    KeyPair::generate().expect("there is randomness")
}

fn server_on(host: &str) -> CertificateParams {
    CertificateParams::new([host.to_owned()]).expect("it is a name")
}

fn acceptor(certificate: CertificateDer<'static>, key: &KeyPair) -> TlsAcceptor {
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("it is a key");
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key);
    TlsAcceptor::from(Arc::new(config.expect("the key is the certificate's")))
}
