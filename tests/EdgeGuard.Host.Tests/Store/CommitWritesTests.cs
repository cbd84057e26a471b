using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Pki;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Host.Tests.Store;

/// <summary>A commit is stored once and compiled once: what was checked is what comes into force, and no file is written to be read
/// back.</summary>
[TestClass]
public sealed class CommitWritesTests
{
    private const int PatienceMs = 10_000;

    [TestMethod]
    public void The_policy_that_was_checked_is_the_policy_that_is_in_force()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Edit("127.0.0.1:0");
        CommitResult first = bed.Module.Store.Configurations.Commit(bed.Anna);
        Assert.AreSame(first.Reading!.Configuration!.Policy, bed.Guard!.Gateway.Configuration.Policy, "a guard that begins");
        bed.Edit("127.0.0.1:0", StoreBed.Policy.Replace("first", "second", StringComparison.Ordinal));
        CommitResult second = bed.Module.Store.Configurations.Commit(bed.Anna);
        Assert.AreSame(second.Reading!.Configuration!.Policy, bed.Guard!.Gateway.Configuration.Policy, "a guard that goes on");
    }

    [TestMethod]
    public void A_commit_writes_the_record_of_the_configuration_and_nothing_else()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        bed.Edit("127.0.0.1:0", StoreBed.Policy.Replace("first", "second", StringComparison.Ordinal));
        string[] written = Written(bed, () => Assert.AreEqual(CommitFault.None, bed.Module.Store.Configurations.Commit(bed.Anna).Fault));
        CollectionAssert.AreEqual((string[])[RecordName.Configuration], written);
        bed.Edit(StoreBed.FreePort());
        written = Written(bed, () => Assert.AreEqual(CommitFault.None, bed.Module.Store.Configurations.Commit(bed.Anna).Fault));
        CollectionAssert.AreEqual((string[])[RecordName.Configuration], written);
    }

    [TestMethod]
    public void A_check_and_what_is_refused_write_nothing_and_a_certificate_is_written_where_it_is_kept()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        CollectionAssert.AreEqual((string[])[], Written(bed, () => bed.Module.Store.Configurations.Check()));
        byte[] wrong = "no certificate"u8.ToArray();
        CollectionAssert.AreEqual(
            (string[])[], Written(bed, () => bed.Module.Store.Credentials.Install(bed.Anna, RecordName.TlsCa, wrong, new ProblemList())));
        IssuedCertificate other = bed.Ca.IssueModule("m2", ["127.0.0.1"], new IssueOptions());
        byte[] own = new KeyedCertificate(File.ReadAllText(other.KeyPath), File.ReadAllText(other.CertificatePath)).ToBytes();
        CollectionAssert.AreEqual((string[])[RecordName.TlsIdentity], Written(bed, () => bed.Install(RecordName.TlsIdentity, own)));
    }

    // The records whose files an action writes or removes; but for the spool of events, which has its own pace.
    private static string[] Written(StoreBed bed, Action action)
    {
        var names = new ConcurrentQueue<string>();
        using var watcher = new FileSystemWatcher(bed.StoreFolder) { IncludeSubdirectories = true };
        foreach (Action<FileSystemEventHandler> told in (Action<FileSystemEventHandler>[])
            [h => watcher.Created += h, h => watcher.Changed += h, h => watcher.Deleted += h])
        {
            told((_, e) => names.Enqueue(e.Name!));
        }
        watcher.Renamed += (_, e) => names.Enqueue(e.Name!);
        watcher.EnableRaisingEvents = true;
        action();
        // What happened is told in order: whoever sees this has seen all before it.
        string last = Path.Combine(bed.StoreFolder, "last");
        File.WriteAllText(last, "");
        Assert.IsTrue(SpinWait.SpinUntil(() => names.Contains("last"), PatienceMs), "The system tells nothing of the folder.");
        File.Delete(last);
        IEnumerable<string> records = names.Where(name => name != "last").Select(name => Regex.Replace(name, @"\.[ab](\.new)?$", ""));
        return [.. records.Where(name => !name.StartsWith("events.", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
    }
}
