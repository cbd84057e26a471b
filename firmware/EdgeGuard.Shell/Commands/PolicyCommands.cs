using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>The policy of the candidate.</summary>
internal static class PolicyCommands
{
    internal static void Edit(ConsoleSession session, CommandWords words)
    {
        session.Dialogue.AskText("the whole policy", GuardLimits.MaxPolicyText, text => Take(session, text));
    }

    internal static void Show(ConsoleSession session, CommandWords words)
    {
        Configurations configurations = session.Services.Configurations;
        bool isRunning = words[2] == "running";
        string text = isRunning ? Running(configurations) : configurations.CandidatePolicy;
        if (text.Length == 0)
        {
            session.Output.Line(isRunning ? "Nothing is in force: every request is refused." : "The candidate has no policy.");
        }
        else if (session.IsBatch || words[words.Count - 1] == "plain")
        {
            SettingCommands.Text(session, text, "");
        }
        else
        {
            ShowNumbered(session, text);
        }
    }

    internal static void Check(ConsoleSession session, CommandWords words)
    {
        Check(session, session.Services.Configurations.CandidatePolicy);
    }

    internal static void Explain(ConsoleSession session, CommandWords words)
    {
        PolicyReading reading = PolicyReader.Read(session.Services.Configurations.CandidatePolicy);
        if (reading.Policy == null)
        {
            session.Fail("the candidate's policy has errors", "'policy check' lists them");
            return;
        }
        var reader = new RequestReader();
        byte[]? pdu = reader.Read(words.Rest(3));
        if (pdu == null)
        {
            session.Fail(reader.Problem,
                "such as 'policy explain Operator 06 unit 1 address 40 value 2000'; role 'none' for clients without one");
            return;
        }
        var request = new Request();
        request.Decode(reader.Unit, pdu, 0, pdu.Length);
        string? role = words[2] == "none" ? null : words[2];
        var input = new JudgeInput { Now = session.Services.Clock.Now };
        Explanation explanation = PolicyExplainer.Explain(reading.Document, reading.Policy, role, request, input);
        SettingCommands.Text(session, explanation.ToString(), "");
    }

    private static string Running(Configurations configurations)
    {
        return configurations.InForce == null ? "" : configurations.InForce.Texts.Policy;
    }

    private static void ShowNumbered(ConsoleSession session, string text)
    {
        var lines = new TextLines(text);
        int columns = lines.Count().ToString().Length;
        while (lines.Next())
        {
            string number = lines.Number.ToString();
            session.Output.Line((new string(' ', columns - number.Length) + number + "  " + lines.Line).TrimEnd());
        }
    }

    /// <summary>Makes a text the candidate's policy, and says what is wrong with it.</summary>
    internal static void Take(ConsoleSession session, string text)
    {
        CommitFault fault = session.Services.Configurations.SetPolicy(session.Person!, text);
        if (fault == CommitFault.None) Check(session, text);
        else CommitCommands.Finish(session, fault);
    }

    private static void Check(ConsoleSession session, string text)
    {
        Tell(session, PolicyReader.Read(text));
    }

    /// <summary>Says what is wrong with a policy of the candidate, and whether it can be committed.</summary>
    internal static void Tell(ConsoleSession session, PolicyReading reading)
    {
        session.Output.Problems("policy", reading.Problems);
        if (reading.Problems.Errors > 0)
        {
            session.Fail("the policy has " + CommitCommands.Errors(reading.Problems.Errors) + ", and cannot be committed", "");
        }
        else if (!session.IsBatch && reading.Policy != null)
        {
            session.Output.Line("Policy " + reading.Policy.Name + " version " + reading.Policy.Version + ": no errors.");
        }
    }
}
