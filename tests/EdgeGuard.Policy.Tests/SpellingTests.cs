namespace EdgeGuard.Policy.Tests;

[TestClass]
public class SpellingTests
{
    private static readonly string[] Known = { "allow", "role", "never", "limit" };

    [TestMethod]
    public void A_letter_too_many_too_few_or_another_leaves_the_word_near()
    {
        Assert.AreEqual("allow", Spelling.Nearest("alow", Known));
        Assert.AreEqual("allow", Spelling.Nearest("alllow", Known));
        Assert.AreEqual("allow", Spelling.Nearest("sllow", Known));
        Assert.AreEqual("allow", Spelling.Nearest("ALLOW", Known));
        Assert.AreEqual("role", Spelling.Nearest("rol", Known));
    }

    [TestMethod]
    public void Two_edits_are_near_in_a_long_word_and_far_in_a_short_one()
    {
        Assert.AreEqual("never", Spelling.Nearest("nevre", Known));
        Assert.AreEqual("", Spelling.Nearest("rl", Known));
        Assert.AreEqual("", Spelling.Nearest("permit", Known));
    }

    [TestMethod]
    public void Nothing_is_near_to_a_letter_or_to_a_word_of_many_thousand()
    {
        Assert.AreEqual("", Spelling.Nearest("", Known));
        Assert.AreEqual("", Spelling.Nearest("a", Known));
        Assert.AreEqual("", Spelling.Nearest(new string('a', 20000), Known));
    }
}
