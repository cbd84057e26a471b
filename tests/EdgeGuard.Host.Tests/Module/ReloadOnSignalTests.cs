using System.Collections.Generic;

namespace EdgeGuard.Host.Tests.Module;

/// <summary>Signals that come while a module begins, and later.</summary>
[TestClass]
public sealed class ReloadOnSignalTests
{
    private readonly List<bool> _read = [];

    [TestMethod]
    [DataRow(new[] { false }, false)]
    [DataRow(new[] { true }, true)]
    [DataRow(new[] { false, false, false }, false)]
    [DataRow(new[] { false, true }, true)]
    [DataRow(new[] { true, false }, true)]
    public void What_is_asked_before_the_begin_is_done_once_after_it_as_far_as_anybody_wished(bool[] asked, bool whoeverItEnds)
    {
        var reload = new ReloadOnSignal(_read.Add);
        foreach (bool wish in asked) reload.Ask(wish);
        Assert.IsEmpty(_read, "there is nothing to read into yet");
        reload.Begin();
        CollectionAssert.AreEqual((bool[])[whoeverItEnds], _read);
    }

    [TestMethod]
    public void What_is_asked_later_is_done_at_once_and_as_it_was_asked()
    {
        var reload = new ReloadOnSignal(_read.Add);
        reload.Ask(true);
        reload.Begin();
        reload.Ask(false);
        reload.Ask(true);
        CollectionAssert.AreEqual((bool[])[true, false, true], _read);
    }

    [TestMethod]
    public void Where_nobody_asks_nothing_is_read_again()
    {
        new ReloadOnSignal(_read.Add).Begin();
        Assert.IsEmpty(_read);
    }
}
