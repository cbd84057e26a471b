using System.Collections.Generic;
using System.Text;
using EdgeGuard.Core;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any certificate has a role that is good text, or a fault; bytes around it never count.</summary>
internal sealed class RoleTarget : ITarget
{
    public string Name => "role";

    public int MaxLength => 1200;

    public IEnumerable<byte[]> Seeds() => CertificateSeeds.Certificates();

    public void Run(byte[] input)
    {
        string? role = CertificateRoleReader.Read(Poisoned.With(0, input), Poisoned.Margin, input.Length, out RoleFault fault);
        string? again = CertificateRoleReader.Read(Poisoned.With(0xFF, input), Poisoned.Margin, input.Length, out RoleFault faultAgain);
        Promise.Holds(role == again && fault == faultAgain, "the role depends on bytes outside the certificate");
        Promise.Holds((role != null) == (fault == RoleFault.None), "a role beside a fault, or neither");
        if (role == null) return;
        int bytes = Encoding.UTF8.GetByteCount(role);
        Promise.Holds(bytes is > 0 and <= CertificateRoleReader.MaxBytes, $"a role of {bytes} bytes");
        Promise.Holds(!role.Contains('\uFFFD') && !role.Contains('\0'), "a role with a character that is none");
    }
}
