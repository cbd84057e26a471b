
namespace EdgeGuard.Guard.Tests;

[TestClass]
public sealed class UnitAliasesTests
{
    [TestMethod]
    public void Every_unit_stands_for_itself_unless_told_otherwise()
    {
        for (int unit = 0; unit < 256; unit++) Assert.AreEqual((byte)unit, UnitAliases.Identity.Map((byte)unit));
    }

    [TestMethod]
    public void An_alias_changes_one_unit_only()
    {
        byte[] units = UnitAliases.IdentityTable();
        units[255] = 1;
        var map = new UnitAliases(units);
        Assert.AreEqual((byte)1, map.Map(255));
        Assert.AreEqual((byte)254, map.Map(254));
    }

    [TestMethod]
    public void A_map_does_not_change_with_the_array_it_was_made_of()
    {
        byte[] units = UnitAliases.IdentityTable();
        var map = new UnitAliases(units);
        units[7] = 9;
        Assert.AreEqual((byte)7, map.Map(7));
    }
}
