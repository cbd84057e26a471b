using System.Text;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <summary>Writes a proposal: a policy whose comments say what it rests on.</summary>
internal sealed class ProposalWriter
{
    // A list of what is not proposed helps as long as somebody reads it.
    private const int MostListed = 40;

    private readonly ProposalRoles _roles;
    private readonly ProposalLine[] _lines;
    private readonly int _count;

    internal ProposalWriter(ProposalRoles roles, ProposalLine[] lines, int count)
    {
        _roles = roles;
        _lines = lines;
        _count = count;
    }

    /// <summary>The first two lines of the policy.</summary>
    internal static string Head(ProposalOptions options)
    {
        return "edgeguard-policy 1\npolicy " + options.Name + " version " + options.Version.ToString() + "\n";
    }

    /// <summary>The roles and their lines; those with marked lines first.</summary>
    internal string Body(ProposalComments comments)
    {
        StringBuilder text = TextBuilder.New();
        for (int role = 0; role < _roles.Count; role++)
        {
            if (HasLine(role, true)) WriteRole(text, role, comments);
        }
        for (int role = 0; role < _roles.Count; role++)
        {
            if (!HasLine(role, true) && HasLine(role, false)) WriteRole(text, role, comments);
        }
        return text.ToString();
    }

    /// <summary>What is allowed and has no line of its own, because another line allows it: a comment a piece.</summary>
    internal string Covered(ProposalPieces pieces)
    {
        StringBuilder text = TextBuilder.New();
        for (int i = 0; i < pieces.CoveredCount && i < MostListed; i++)
        {
            ProposalPiece piece = pieces.Covered[i];
            text.Append("# ! " + piece.Evidence.Mark() + ", and another line of role " + PolicyWriter.RoleName(_roles[piece.Role])
                + " allows it: " + new ProposalLine(piece).Text() + "\n#   " + piece.Evidence.Text() + "\n");
        }
        AppendMore(text, pieces.CoveredCount);
        return text.ToString();
    }

    /// <summary>The rows that are not proposed, with the reason: a comment a row.</summary>
    internal static string Listed(TrafficRow[] rows, Unproposed[] reasons, int listed)
    {
        if (listed == 0) return "";
        StringBuilder text = TextBuilder.New();
        text.Append("\n# Not proposed:\n");
        int told = 0;
        for (int i = 0; i < rows.Length && told < MostListed; i++)
        {
            if (reasons[i] == Unproposed.None) continue;
            told++;
            TrafficRow row = rows[i];
            text.Append("#   " + ProposalEvidence.Name(row.Client) + ": " + FunctionText.Text((byte)row.Function, row.SubFunction)
                + ", unit " + row.Unit.ToString() + ": " + UnproposedText.Of(reasons[i]) + "; " + row.Requests.ToString() + "x, "
                + ProposalEvidence.Span(row.FirstSeen, row.LastSeen) + "\n");
        }
        AppendMore(text, listed);
        return text.ToString();
    }

    private static void AppendMore(StringBuilder text, int count)
    {
        if (count > MostListed) text.Append("#   ... and " + (count - MostListed).ToString() + " more\n");
    }

    private bool HasLine(int role, bool isMarked)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_lines[i].Role == role && _lines[i].IsMarked == isMarked) return true;
        }
        return false;
    }

    // Marked lines stand before the others of their role already.
    private void WriteRole(StringBuilder text, int role, ProposalComments comments)
    {
        text.Append("\nrole " + PolicyWriter.RoleName(_roles[role]) + "\n");
        for (int i = 0; i < _count; i++)
        {
            ProposalLine line = _lines[i];
            if (line.Role != role) continue;
            if (comments == ProposalComments.Evidence) WriteEvidence(text, line);
            if (comments == ProposalComments.Marks && line.IsMarked) text.Append("  # ! " + line.Evidence.Mark() + "\n");
            text.Append("  " + line.Text() + "\n");
        }
    }

    private static void WriteEvidence(StringBuilder text, ProposalLine line)
    {
        string mark = line.Evidence.Mark();
        text.Append("  # " + (line.IsMarked ? "! " + mark + ": " : "") + line.Evidence.Text()
            + (line.IsUnbounded ? "; what was written was not recorded: bound it by hand" : "") + "\n");
    }
}
