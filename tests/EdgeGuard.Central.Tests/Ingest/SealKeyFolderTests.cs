using System;
using System.Collections.Generic;
using System.IO;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class SealKeyFolderTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
    private readonly SteppedTime _time = new();
    private readonly List<string> _problems = [];
    private readonly SealKey _one = TestModule.KeyOf("pump-1");
    private readonly SealKey _other = TestModule.KeyOf("pump-2");

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_key_counts_within_seconds_after_it_came_and_no_longer_when_it_went()
    {
        SealKeyFolder folder = Open();
        folder.Add(_one);
        Assert.IsTrue(folder.Keys.Knows(_one.Stream));
        folder.Add(_other);
        Assert.IsFalse(folder.Keys.Knows(_other.Stream), "looked too lately");
        Later();
        Assert.IsTrue(folder.Keys.Knows(_other.Stream));
        Assert.IsTrue(folder.Keys.Knows(_one.Stream));
        File.Delete(PathOf(_one));
        Later();
        Assert.IsFalse(folder.Keys.Knows(_one.Stream));
        Assert.AreEqual(1, folder.Keys.Count);
    }

    [TestMethod]
    public void Keys_are_the_same_object_while_no_file_changed()
    {
        SealKeyFolder folder = Open();
        folder.Add(_one);
        SealKeys before = folder.Keys;
        Later();
        Assert.AreSame(before, folder.Keys);
    }

    [TestMethod]
    public void A_file_that_became_another_is_read_again_and_one_that_became_nonsense_is_told()
    {
        SealKeyFolder folder = Open();
        folder.Add(_one);
        Assert.IsTrue(folder.Keys.Knows(_one.Stream));
        string text = File.ReadAllText(PathOf(_one));
        File.WriteAllText(PathOf(_one), text.Replace(EventText.Hex(_one.Stream), EventText.Hex(_other.Stream)));
        File.SetLastWriteTimeUtc(PathOf(_one), DateTime.UtcNow.AddSeconds(10));
        Later();
        Assert.IsTrue(folder.Keys.Knows(_other.Stream));
        Assert.IsFalse(folder.Keys.Knows(_one.Stream));
        File.WriteAllText(PathOf(_one), "nonsense");
        Later();
        Assert.AreEqual(0, folder.Keys.Count);
        Assert.HasCount(1, _problems);
        StringAssert.Contains(_problems[0], PathOf(_one));
    }

    private SealKeyFolder Open() => new(_folder, new SystemHmac(), _time, _problems.Add);

    private void Later() => _time.Elapsed += TimeSpan.FromSeconds(6);

    private string PathOf(SealKey key) => Path.Combine(_folder, EventText.Hex(key.Stream) + SealKeyFolder.Ending);
}
