using System.Text;
using EdgeGuard.Terminal;

namespace EdgeGuard.Shell.Tests;

[TestClass]
public class LineEditorTests
{
    [TestMethod]
    public void What_is_typed_at_the_end_is_echoed_and_nothing_else()
    {
        var output = new ConsoleOutput();
        LineEditor editor = New(output, "> ");
        Taken(output);
        editor.Insert("a");
        Assert.AreEqual("a", Taken(output));
        Assert.AreEqual("a", editor.Text);
        Assert.IsTrue(editor.IsAtEnd);
    }

    [TestMethod]
    public void A_character_in_the_middle_moves_the_rest()
    {
        LineEditor editor = New(new ConsoleOutput(), "> ");
        editor.Insert("set ste");
        editor.Apply(Key.Left);
        editor.Apply(Key.Left);
        editor.Insert("i");
        Assert.AreEqual("set site", editor.Text);
        Assert.AreEqual(6, editor.Cursor);
    }

    [TestMethod]
    public void Words_and_ends_are_removed_as_the_keys_say()
    {
        LineEditor editor = New(new ConsoleOutput(), "> ");
        editor.Insert("set mode observe");
        editor.Apply(Key.KillWord);
        Assert.AreEqual("set mode ", editor.Text);
        editor.Apply(Key.WordLeft);
        editor.Apply(Key.KillToEnd);
        Assert.AreEqual("set ", editor.Text);
        editor.Apply(Key.Home);
        editor.Apply(Key.Delete);
        Assert.AreEqual("et ", editor.Text);
        editor.Apply(Key.End);
        editor.Apply(Key.Backspace);
        editor.Apply(Key.KillToStart);
        Assert.IsTrue(editor.IsEmpty);
    }

    [TestMethod]
    public void At_the_ends_of_a_line_keys_change_nothing()
    {
        LineEditor editor = New(new ConsoleOutput(), "> ");
        editor.Apply(Key.Backspace);
        editor.Apply(Key.Left);
        editor.Apply(Key.Delete);
        editor.Apply(Key.Right);
        Assert.AreEqual("", editor.Text);
        Assert.AreEqual(0, editor.Cursor);
    }

    [TestMethod]
    public void A_secret_does_not_show_and_is_gone_afterwards()
    {
        var output = new ConsoleOutput();
        var editor = new LineEditor(output);
        editor.Begin("password: ", true);
        Taken(output);
        editor.Insert("s");
        editor.Insert("ecret");
        Assert.AreEqual("", Taken(output));
        Assert.AreEqual("secret", editor.Text);
        editor.Clear();
        Assert.AreEqual("", editor.Text);
    }

    [TestMethod]
    public void What_does_not_fit_is_counted_and_not_taken()
    {
        LineEditor editor = New(new ConsoleOutput(), "> ");
        editor.Insert(new string('a', LineEditor.MaxLength));
        editor.Insert("b");
        Assert.AreEqual(1, editor.Overflow);
        Assert.AreEqual(LineEditor.MaxLength, editor.Text.Length);
    }

    [TestMethod]
    public void A_long_line_never_shows_more_than_the_screens_columns()
    {
        var output = new ConsoleOutput();
        LineEditor editor = New(output, "anna> ");
        for (int i = 0; i < 300; i++) editor.Insert("x");
        Taken(output);
        editor.Redraw("anna> ");
        string shown = Taken(output);
        int columns = 0;
        for (int i = 0; i < shown.Length; i++)
        {
            if (shown[i] >= ' ') columns++;
        }
        Assert.IsTrue(columns <= ConsoleOutput.Columns + 1);
    }

    [TestMethod]
    public void Earlier_lines_come_back_and_what_was_being_typed_too()
    {
        var history = new History();
        history.Add("version");
        history.Add("status");
        history.Add("status");
        Assert.AreEqual("status", history.Older("half"));
        Assert.AreEqual("version", history.Older("status"));
        Assert.IsNull(history.Older("version"));
        Assert.AreEqual("status", history.Newer());
        Assert.AreEqual("half", history.Newer());
        Assert.IsNull(history.Newer());
    }

    [TestMethod]
    public void A_letter_beyond_U_FFFF_stays_whole_whatever_key_comes()
    {
        LineEditor editor = New(new ConsoleOutput(), "> ");
        editor.Insert("a\U0001F600b");
        Assert.AreEqual("a\U0001F600b", editor.Text);
        editor.Apply(Key.Left);
        editor.Apply(Key.Left);
        Assert.AreEqual(1, editor.Cursor);
        editor.Apply(Key.Right);
        Assert.AreEqual(3, editor.Cursor);
        editor.Apply(Key.Backspace);
        Assert.AreEqual("ab", editor.Text);
        editor.Insert("\U00010000");
        editor.Apply(Key.Left);
        editor.Apply(Key.Delete);
        Assert.AreEqual("ab", editor.Text);
        editor.Replace("\U0001F600");
        editor.Apply(Key.Backspace);
        Assert.IsTrue(editor.IsEmpty);
    }

    [TestMethod]
    public void A_letter_beyond_U_FFFF_at_the_screens_edge_is_shown_whole_or_not()
    {
        var output = new ConsoleOutput();
        LineEditor editor = New(output, "> ");
        for (int i = 0; i < 100; i++)
        {
            editor.Insert("\U0001F600");
            if (i % 3 == 0) editor.Insert("x");
            Assert.IsTrue(Taken(output).IndexOf('\ufffd') < 0);
        }
        for (int i = 0; i < 134; i++)
        {
            editor.Apply(Key.Left);
            Assert.IsTrue(Taken(output).IndexOf('\ufffd') < 0);
        }
        Assert.AreEqual(0, editor.Cursor);
    }

    [TestMethod]
    public void In_a_pasted_line_backspace_takes_a_letter_beyond_U_FFFF_whole()
    {
        LineEditor editor = New(new ConsoleOutput(), "");
        editor.BeginPaste();
        editor.Insert("a\U0001F600");
        editor.Apply(Key.Backspace);
        Assert.AreEqual("a", editor.Text);
    }

    private static LineEditor New(ConsoleOutput output, string prompt)
    {
        var editor = new LineEditor(output);
        editor.Begin(prompt, false);
        return editor;
    }

    private static string Taken(ConsoleOutput output)
    {
        var bytes = new byte[512];
        string text = "";
        while (output.Count > 0)
        {
            int count = output.Take(bytes);
            text += new string(Encoding.UTF8.GetChars(bytes, 0, count));
        }
        return text;
    }
}
