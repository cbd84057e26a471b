using EdgeGuard.Core;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class CredentialSetTests
{
    [TestMethod]
    public void A_set_with_another_content_leaves_the_first_as_it_was()
    {
        var first = new CredentialSet();
        CredentialSet second = first.With(RecordName.TlsCa, [1, 2]);
        Assert.IsNull(first.Get(RecordName.TlsCa));
        CollectionAssert.AreEqual((byte[])[1, 2], second.Get(RecordName.TlsCa));
        Assert.IsNull(second.With(RecordName.TlsCa, null).Get(RecordName.TlsCa));
    }

    [TestMethod]
    public void Sets_are_the_same_where_every_record_holds_the_same()
    {
        CredentialSet set = new CredentialSet().With(RecordName.TlsCa, [1, 2]).With(RecordName.MqttPassword, [3]);
        Assert.IsTrue(set.IsSameAs(new CredentialSet().With(RecordName.MqttPassword, [3]).With(RecordName.TlsCa, [1, 2])));
        Assert.IsFalse(set.IsSameAs(set.With(RecordName.TlsCa, [1, 3])), "another content");
        Assert.IsFalse(set.IsSameAs(set.With(RecordName.TlsCa, [1, 2, 0])), "a longer one");
        Assert.IsFalse(set.IsSameAs(set.With(RecordName.TlsCa, null)), "one that is gone");
        Assert.IsFalse(set.IsSameAs(set.With(RecordName.TlsCrl, [])), "one that is new");
        Assert.IsTrue(new CredentialSet().IsSameAs(new CredentialSet()));
    }
}
