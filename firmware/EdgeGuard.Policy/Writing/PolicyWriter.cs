using System.Text;

namespace EdgeGuard.Policy;

/// <summary>Prints a document in canonical form: what it means, without comments, groups written out, each thing in one way.</summary>
/// <remarks>Reading the result gives the same policy. The order of roles and lines stays: it means nothing, but people look
/// for their lines where they put them.</remarks>
public static class PolicyWriter
{
    /// <summary>The canonical text, lines ended by <c>\n</c>.</summary>
    public static string Write(PolicyDocument document)
    {
        var text = TextBuilder.New();
        text.Append("edgeguard-policy 1\n");
        if (document.Name.Length > 0)
        {
            text.Append("policy ");
            text.Append(Name(document.Name, false));
            text.Append(" version " + document.Version.ToString() + "\n");
        }
        WriteLimits(text, document);
        if (document.RefusalStyle == RefusalStyle.Silence) text.Append("refuse with silence\n");
        if (document.RefusalStyle == RefusalStyle.Close) text.Append("refuse with close\n");
        for (int i = 0; i < document.Nevers.Length; i++) WriteLine(text, "never ", document.Nevers[i]);
        for (int i = 0; i < document.Roles.Length; i++) WriteRole(text, document.Roles[i]);
        return text.ToString();
    }

    /// <summary>One line in canonical form, without its indentation: <c>allow 6,16 unit 1 address 40-41 value 0-1500</c>.</summary>
    public static string WriteLine(PolicyLine line)
    {
        var text = TextBuilder.New();
        text.Append(line.IsNever ? "never " : "allow ");
        LineWriter.Write(text, line);
        return text.ToString();
    }

    /// <summary>A role's name as a policy has it: in quotes unless it is a plain word that means nothing else.</summary>
    public static string RoleName(string name)
    {
        return Name(name, true);
    }

    private static void WriteLimits(StringBuilder text, PolicyDocument document)
    {
        var client = TextBuilder.New();
        if (document.RatePerSecond >= 0) client.Append(" " + document.RatePerSecond.ToString() + "/s");
        Append(client, " burst ", document.Burst);
        Append(client, " pending ", document.Pending);
        if (document.LifetimeMs >= 0) client.Append(" lifetime " + DurationText.Write(document.LifetimeMs));
        Append(client, " sessions ", document.SessionsPerClient);
        if (client.Length > 0) text.Append("limit client" + client.ToString() + "\n");
        if (document.Sessions >= 0) text.Append("limit module sessions " + document.Sessions.ToString() + "\n");
    }

    private static void Append(StringBuilder text, string word, int number)
    {
        if (number >= 0) text.Append(word + number.ToString());
    }

    private static void WriteRole(StringBuilder text, PolicyRole role)
    {
        text.Append("\nrole ");
        text.Append(role.IsAnybody || role.IsNone ? role.Name : RoleName(role.Name));
        for (int i = 0; i < role.Includes.Length; i++)
        {
            text.Append(i == 0 ? " includes " : ", ");
            text.Append(RoleName(role.Includes[i]));
        }
        if (role.Priority != 1) text.Append(role.Priority == 0 ? " priority high" : " priority low");
        text.Append("\n");
        for (int i = 0; i < role.Lines.Length; i++) WriteLine(text, "  allow ", role.Lines[i]);
    }

    private static void WriteLine(StringBuilder text, string head, PolicyLine line)
    {
        text.Append(head);
        LineWriter.Write(text, line);
        text.Append("\n");
    }

    // Quoted unless it is a plain word that means nothing else here.
    private static string Name(string name, bool isRole)
    {
        char[] letters = name.ToCharArray();
        bool isPlain = letters.Length > 0 && !(isRole && (name == "*" || name == "none"));
        for (int i = 0; i < letters.Length && isPlain; i++) isPlain = IsPlain(letters[i]);
        if (isPlain) return name;
        var quoted = TextBuilder.New();
        quoted.Append('"');
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] == '"' || letters[i] == '\\') quoted.Append('\\');
            quoted.Append(letters[i]);
        }
        quoted.Append('"');
        return quoted.ToString();
    }

    private static bool IsPlain(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }
}
