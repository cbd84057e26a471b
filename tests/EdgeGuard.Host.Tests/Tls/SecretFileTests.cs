using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>Who may read a key or a password, and what is advised where others may.</summary>
[TestClass]
[DoNotParallelize]
public sealed class SecretFileTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode HandedOver = UnixFileMode.UserRead | UnixFileMode.GroupRead;
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-secret-").FullName;
    private readonly string? _before = Environment.GetEnvironmentVariable(SecretFile.HandedOverIn);
    private readonly List<FileProblem> _problems = [];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SecretFile.HandedOverIn, _before);
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public void What_systemd_hands_over_is_taken_as_it_comes()
    {
        if (OperatingSystem.IsWindows()) return; // Modes are not Windows'.
        string key = Write("cred", HandedOver);
        SetFolder("cred", OwnFolder);
        Assert.AreEqual(1, Problems(key));
        Environment.SetEnvironmentVariable(SecretFile.HandedOverIn, Path.Combine(_folder, "cred"));
        Assert.AreEqual(0, Problems(key));
        // As the mask of an access list shows: only its user gets in.
        SetFolder("cred", OwnFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        Assert.AreEqual(0, Problems(key));
        Assert.IsNotNull(SecretFile.Password(key, _problems));
        string link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, key);
        Assert.AreEqual(0, Problems(link));
    }

    [TestMethod]
    public void A_folder_that_others_may_enter_or_a_file_elsewhere_is_no_hand_over()
    {
        if (OperatingSystem.IsWindows()) return; // Modes are not Windows'.
        Environment.SetEnvironmentVariable(SecretFile.HandedOverIn, Path.Combine(_folder, "cred"));
        string key = Write("cred", HandedOver);
        foreach (UnixFileMode others in (UnixFileMode[])[UnixFileMode.OtherRead, UnixFileMode.OtherExecute, UnixFileMode.GroupWrite])
        {
            SetFolder("cred", OwnFolder | others);
            Assert.AreEqual(1, Problems(key), others.ToString());
        }
        SetFolder("cred", OwnFolder);
        string open = Write("open", HandedOver);
        Assert.AreEqual(1, Problems(open));
        string link = Path.Combine(_folder, "cred", "link");
        File.CreateSymbolicLink(link, open);
        Assert.AreEqual(1, Problems(link), "a link from there leads out of it");
        Assert.AreEqual(1, Problems(Write("cred/deeper", HandedOver)));
        FileModes.Set(key, HandedOver | UnixFileMode.OtherRead);
        Assert.AreEqual(1, Problems(key));
    }

    [TestMethod]
    public void The_remedy_can_be_followed()
    {
        if (OperatingSystem.IsWindows()) return; // Modes are not Windows'.
        string key = Write("own", Owner | UnixFileMode.GroupRead);
        Problems(key);
        Assert.AreEqual("chmod 600 " + key, _problems.Single().Remedy);
        string elsewhere = SecretFile.Remedy("/etc/ssl/private/m.key", mayChangeMode: false);
        StringAssert.Contains(elsewhere, "install -m 600 -o USER /etc/ssl/private/m.key COPY");
        StringAssert.Contains(elsewhere, "LoadCredential=");
    }

    private string Write(string folder, UnixFileMode mode)
    {
        string inside = Path.Combine(_folder, folder);
        Directory.CreateDirectory(inside);
        string path = Path.Combine(inside, "secret");
        File.WriteAllText(path, "secret\n");
        FileModes.Set(path, mode);
        return path;
    }

    private void SetFolder(string name, UnixFileMode mode) => FileModes.Set(Path.Combine(_folder, name), mode);

    private int Problems(string path)
    {
        _problems.Clear();
        Assert.IsNotNull(SecretFile.Read(path, "private key", _problems));
        return _problems.Count;
    }
}
