using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Store;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>Installed credentials, without anything that installs them.</summary>
internal static class CredentialSets
{
    internal static CredentialSet Of(KeyedCertificate? identity, string? authorities, byte[]? crl = null)
    {
        var records = new RecordStore(new TornStore());
        if (identity != null) records.Write(RecordName.TlsIdentity, identity.ToBytes());
        if (authorities != null) records.Write(RecordName.TlsCa, Encoding.UTF8.GetBytes(authorities));
        if (crl != null) records.Write(RecordName.TlsCrl, crl);
        return CredentialSet.Load(records);
    }
}
