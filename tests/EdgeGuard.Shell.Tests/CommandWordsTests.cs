
namespace EdgeGuard.Shell.Tests;

[TestClass]
public class CommandWordsTests
{
    [TestMethod]
    public void Blanks_and_tabs_separate_words_and_do_not_count()
    {
        var words = new CommandWords("  set \t mode   observe ");
        Assert.AreEqual(3, words.Count);
        Assert.AreEqual("set", words[0]);
        Assert.AreEqual("observe", words[2]);
        Assert.AreEqual("", words[3]);
        Assert.AreEqual(0, new CommandWords(" \t").Count);
    }

    [TestMethod]
    public void Quotes_hold_together_and_are_not_part_of_the_word()
    {
        var words = new CommandWords("account add \"anna b\" \"\"");
        Assert.AreEqual(4, words.Count);
        Assert.AreEqual("anna b", words[2]);
        Assert.AreEqual("", words[3]);
        Assert.IsFalse(words.IsOpen);
    }

    [TestMethod]
    public void A_quote_that_is_not_closed_is_told()
    {
        var words = new CommandWords("set site \"north");
        Assert.IsTrue(words.IsOpen);
        Assert.AreEqual("north", words[2]);
    }

    [TestMethod]
    public void The_rest_of_a_line_is_as_it_was_typed()
    {
        Assert.AreEqual("\"two  words\"  # and more", new CommandWords("set bus \"two  words\"  # and more  ").Rest(2));
        Assert.AreEqual("", new CommandWords("set bus").Rest(2));
    }

    [TestMethod]
    public void The_word_under_the_cursor_begins_where_it_begins_and_a_blank_ends_it()
    {
        Assert.AreEqual(4, new CommandWords("set mo").OpenWordStart);
        Assert.AreEqual(7, new CommandWords("set mo ").OpenWordStart);
    }

    [TestMethod]
    public void More_words_than_any_command_takes_are_left()
    {
        string line = "";
        for (int i = 0; i < 200; i++) line += "w ";
        Assert.AreEqual(64, new CommandWords(line).Count);
    }
}
