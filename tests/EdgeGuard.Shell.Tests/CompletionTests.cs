
namespace EdgeGuard.Shell.Tests;

/// <summary>What is offered to somebody who has not logged in.</summary>
[TestClass]
public class CompletionTests
{
    [TestMethod]
    public void A_word_that_only_one_command_begins_with_is_completed_with_a_blank()
    {
        var completion = Of("vers");
        Assert.AreEqual(1, completion.Count);
        Assert.AreEqual("version", completion.WordAt(0));
        Assert.AreEqual("ion ", completion.Certain());
    }

    [TestMethod]
    public void What_nobody_begins_with_is_not_completed()
    {
        var completion = Of("xyz");
        Assert.AreEqual(0, completion.Count);
        Assert.AreEqual("", completion.Certain());
    }

    [TestMethod]
    public void Nobody_is_offered_what_he_may_not_use()
    {
        var completion = Of("");
        Assert.IsTrue(completion.Count > 0);
        for (int i = 0; i < completion.Count; i++)
        {
            Assert.IsFalse(completion.WordAt(i) == "commit");
            Assert.IsTrue(completion.HelpAt(i).Length > 0);
        }
    }

    // Who has not logged in is judged by the commands' levels alone: nothing of a module is asked.
    private static Completion Of(string line)
    {
        return new Completion(new ConsoleSession(null!, "console", false), line);
    }
}
