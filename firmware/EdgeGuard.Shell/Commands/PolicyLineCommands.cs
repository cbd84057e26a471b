using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Changes of single lines of the candidate's policy. A line's number is the one that <c>policy show</c> prints.</summary>
internal static class PolicyLineCommands
{
    private const string AddRemedy =
        "such as 'policy add Operator allow 3 unit 1 address 40-41'; 'policy add after N LINE' puts a line behind line N";

    internal static void Add(ConsoleSession session, CommandWords words)
    {
        var edit = new PolicyEdit(session.Notices.SeenPolicy);
        string line = words.Rest(2);
        if (words[2] == "after" && line[0] != '"')
        {
            if (!TakesNumber(session, words[3], "add after N LINE", out int number)) return;
            if (!TakesLine(session, words.Rest(4), AddRemedy)) return;
            edit.AddAfter(number, words.Rest(4));
        }
        else if (!TakesLine(session, line, AddRemedy))
        {
            return;
        }
        else if (IsRole(edit, words))
        {
            edit.AddTo(words[2], words.Rest(3));
        }
        else
        {
            edit.Add(line);
        }
        Take(session, edit);
    }

    internal static void Remove(ConsoleSession session, CommandWords words)
    {
        if (!TakesNumber(session, words[2], "remove N", out int number)) return;
        if (words.Count > 3)
        {
            session.Fail("one line at a time: '" + words.Rest(3) + "' is too much", "the lines behind it have other numbers afterwards");
            return;
        }
        var edit = new PolicyEdit(session.Notices.SeenPolicy);
        edit.Remove(number);
        Take(session, edit);
    }

    internal static void Replace(ConsoleSession session, CommandWords words)
    {
        if (!TakesNumber(session, words[2], "replace N LINE", out int number)) return;
        string remedy = "Tab behind '" + words[2] + "' brings the line as it is; 'policy remove " + words[2] + "' removes it";
        if (!TakesLine(session, words.Rest(3), remedy)) return;
        var edit = new PolicyEdit(session.Notices.SeenPolicy);
        edit.Replace(number, words.Rest(3));
        Take(session, edit);
    }

    // A role stands before its line. What is neither a role nor the beginning of a line is left to the reader of the policy, which knows
    // what was meant.
    private static bool IsRole(PolicyEdit edit, CommandWords words)
    {
        bool isQuoted = words.Rest(2)[0] == '"';
        return isQuoted || (!PolicyEdit.BeginsLine(words[2]) && (words[3] == "allow" || edit.HasRole(words[2])));
    }

    private static bool TakesNumber(ConsoleSession session, string word, string usage, out int number)
    {
        if (CommandWords.TryNumber(word, GuardLimits.MaxPolicyText, out number)) return true;
        string problem = word.Length == 0 ? "which line?" : "'" + word + "' is no number of a line";
        session.Fail(problem, "'policy " + usage + "', with N as 'policy show' prints it");
        return false;
    }

    private static bool TakesLine(ConsoleSession session, string line, string remedy)
    {
        if (line.Length == 0) session.Fail("a line is missing", remedy);
        return line.Length > 0;
    }

    private static void Take(ConsoleSession session, PolicyEdit edit)
    {
        if (edit.Message.Length > 0)
        {
            session.Fail(edit.Message, edit.Remedy);
            return;
        }
        if (edit.Text == null)
        {
            Refuse(session, edit);
            return;
        }
        CommitFault fault = session.Services.Configurations.ChangePolicy(session.Person!, session.Notices.SeenPolicy, edit.Text);
        if (fault != CommitFault.None)
        {
            CommitCommands.Finish(session, fault);
            return;
        }
        if (!session.IsBatch) Show(session, edit);
        PolicyCommands.Tell(session, edit.Reading!);
    }

    private static void Show(ConsoleSession session, PolicyEdit edit)
    {
        string role = edit.Role == null ? "" : ", role " + edit.Role;
        string moved = edit.MovesNumbers ? "; the lines behind it have new numbers" : "";
        session.Output.Line("Line " + edit.Line.ToString() + role + moved + ":");
        if (edit.Old != null) session.Output.Line("-" + edit.Old);
        if (edit.New != null) session.Output.Line("+" + edit.New);
    }

    private static void Refuse(ConsoleSession session, PolicyEdit edit)
    {
        if (edit.New != null) session.Output.Line("Line " + edit.Line.ToString() + " would be:");
        if (edit.New != null) session.Output.Line(edit.New);
        ProblemList problems = edit.Reading!.Problems;
        for (int i = 0; i < problems.Count; i++)
        {
            if (!problems[i].IsWarning) session.Output.Problem("policy", problems[i]);
        }
        session.Fail("the policy would have " + CommitCommands.Errors(problems.Errors) + "; nothing has changed", "");
    }
}
