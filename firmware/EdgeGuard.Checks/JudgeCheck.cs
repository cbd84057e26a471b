using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Checks;

/// <summary>Judges a request, as <see cref="Judge.Run"/> does.</summary>
internal delegate void Judging(CompiledPolicy policy, int role, Request request, JudgeInput input, Decision into);

/// <summary>Whether the judge gives the answers that are known, and the policy in force refuses what it must.</summary>
internal static class JudgeCheck
{
    private const int LastFunction = 127;

    // A name that no policy has: it holds a character that ends a name.
    private const string Nobody = "\n";

    private const string Sample = "edgeguard-policy 1\npolicy self-test version 1\nrole A\n"
        + "  allow 3  unit 1  address 10-19\n  allow 6  unit 1  address 10  value 0-5\nnever 8/1\n";

    // Role (1: A, 0: none), unit, PDU; and whether it is allowed.
    private static readonly byte[][] Allowed =
    {
        new byte[] { 1, 1, 3, 0, 10, 0, 1 },
        new byte[] { 1, 1, 3, 0, 10, 0, 10 },
        new byte[] { 1, 1, 6, 0, 10, 0, 5 },
    };

    private static readonly byte[][] Refused =
    {
        new byte[] { 0, 1, 3, 0, 10, 0, 1 },
        new byte[] { 1, 2, 3, 0, 10, 0, 1 },
        new byte[] { 1, 1, 3, 0, 9, 0, 1 },
        new byte[] { 1, 1, 3, 0, 10, 0, 11 },
        new byte[] { 1, 1, 4, 0, 10, 0, 1 },
        new byte[] { 1, 1, 6, 0, 10, 0, 6 },
        new byte[] { 1, 1, 6, 0, 11, 0, 5 },
        new byte[] { 1, 1, 8, 0, 1, 0, 0 },
        new byte[] { 1, 1, 3, 0, 10 },
        new byte[] { 1, 1, 90, 0 },
    };

    internal static void Check(Judging judge, CheckedConfiguration? inForce, CheckList into)
    {
        int wrong = Wrong(judge);
        int known = Allowed.Length + Refused.Length + LastFunction;
        string problem = wrong == 0 ? "" : wrong + " of " + known + " known answers are wrong";
        const string remedy = "do not trust this module with anything: exchange it";
        into.Add("judge", problem, remedy, known + " known answers; an empty policy refuses");
        if (inForce == null) return;
        string runs = inForce.Policy.Name + " version " + inForce.Policy.Version + " is what runs, and refuses what it must";
        into.Add("policy", Problem(judge, inForce), "'reboot'; if it recurs, exchange the module", runs);
    }

    private static int Wrong(Judging judge)
    {
        CompiledPolicy? sample = PolicyReader.Read(Sample).Policy;
        if (sample == null) return Allowed.Length + Refused.Length;
        int wrong = 0;
        for (int i = 0; i < Allowed.Length; i++)
        {
            if (!IsAllowed(judge, sample, Allowed[i])) wrong++;
        }
        for (int i = 0; i < Refused.Length; i++)
        {
            if (IsAllowed(judge, sample, Refused[i])) wrong++;
        }
        for (int function = 1; function <= LastFunction; function++)
        {
            if (!Refuses(judge, CompiledPolicy.Empty, 0, 1, function, 0)) wrong++;
        }
        return wrong;
    }

    private static bool IsAllowed(Judging judge, CompiledPolicy policy, byte[] known)
    {
        int role = policy.RoleIndex(known[0] == 1 ? "A" : null);
        return Run(judge, policy, role, known[1], known, 2) == Verdict.Allow;
    }

    private static string Problem(Judging judge, CheckedConfiguration inForce)
    {
        PolicyReading reading = PolicyReader.Read(inForce.Texts.Policy);
        if (reading.Policy == null || reading.Policy.HashText() != inForce.Policy.HashText()) return "what runs is not what its text says";
        PolicyDocument document = reading.Document;
        int role = inForce.Policy.RoleIndex(Nobody);
        for (int function = 1; function <= LastFunction && document.FindAnybody() < 0; function++)
        {
            if (!Refuses(judge, inForce.Policy, role, 1, function, 0)) return "a role that it does not have may use function " + function;
        }
        for (int i = 0; i < document.Nevers.Length; i++)
        {
            string problem = Problem(judge, inForce.Policy, document, document.Nevers[i]);
            if (problem.Length > 0) return problem;
        }
        return "";
    }

    // What is never to be done, by whomever.
    private static string Problem(Judging judge, CompiledPolicy policy, PolicyDocument document, PolicyLine never)
    {
        int unit = 0;
        while (unit < 255 && !never.AdmitsUnit(unit)) unit++;
        for (int i = 0; i < never.Functions.Length; i++)
        {
            int code = FunctionItem.Code(never.Functions[i]);
            int sub = FunctionItem.Sub(never.Functions[i]);
            int word = sub >= 0 ? sub : never.Addresses == null || never.Addresses.Count == 0 ? 0 : (int)never.Addresses.Lo(0);
            for (int role = 0; role < document.Roles.Length; role++)
            {
                int index = policy.RoleIndex(document.Roles[role].Name);
                if (!Refuses(judge, policy, index, (byte)unit, code, word)) return "line " + never.Line + " forbids what is allowed";
            }
        }
        return "";
    }

    private static bool Refuses(Judging judge, CompiledPolicy policy, int role, byte unit, int function, int word)
    {
        var pdu = new byte[] { (byte)function, (byte)(word >> 8), (byte)(word & 0xFF), 0, 1 };
        if (function == FunctionCode.EncapsulatedInterface) pdu[1] = (byte)word;
        return Run(judge, policy, role, unit, pdu, 0) == Verdict.Refuse;
    }

    private static Verdict Run(Judging judge, CompiledPolicy policy, int role, byte unit, byte[] pdu, int offset)
    {
        var request = new Request();
        request.Decode(unit, pdu, offset, pdu.Length - offset);
        var decision = new Decision();
        judge(policy, role, request, new JudgeInput(), decision);
        return decision.Verdict;
    }
}
