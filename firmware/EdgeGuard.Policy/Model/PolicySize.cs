namespace EdgeGuard.Policy;

/// <summary>What a policy takes in the device's memory: its tables, and the document that they were made of.</summary>
internal static class PolicySize
{
    private const int PolicyFields = 9;
    private const int DocumentFields = 10;
    private const int RoleFields = 9;
    private const int LineFields = 22;
    private const int WhenFields = 6;
    private const int WindowFields = 3;
    private const int LimitFields = 6;
    private const int HashBytes = 32;

    // What is too small to be listed here: one part in so many.
    private const int Small = 16;

    /// <summary>Bytes, by <see cref="Footprint"/>.</summary>
    internal static int Of(CompiledPolicy policy, PolicyDocument document)
    {
        int bytes = Footprint.Instance(PolicyFields) + Footprint.Instance(LimitFields) + Footprint.Array(HashBytes, 1);
        bytes += policy.Rules.Bytes + policy.Nevers.Bytes + policy.Conditions.Bytes + policy.Watch.Bytes;
        bytes += Footprint.Instance(DocumentFields) + Footprint.Text(document.Name) + Footprint.References(document.Roles.Length);
        for (int i = 0; i < document.Roles.Length; i++) bytes += Role(document.Roles[i]);
        bytes += Lines(document.Nevers);
        return bytes + bytes / Small;
    }

    private static int Role(PolicyRole role)
    {
        int bytes = Footprint.Instance(RoleFields) + Footprint.Text(role.Name) + Footprint.Array(role.IncludeColumns.Length, 4);
        bytes += Footprint.References(role.Includes.Length);
        for (int i = 0; i < role.Includes.Length; i++) bytes += Footprint.Text(role.Includes[i]);
        return bytes + Lines(role.Lines);
    }

    private static int Lines(PolicyLine[] lines)
    {
        int bytes = Footprint.References(lines.Length);
        for (int i = 0; i < lines.Length; i++) bytes += Line(lines[i]);
        return bytes;
    }

    private static int Line(PolicyLine line)
    {
        int bytes = Footprint.Instance(LineFields) + Footprint.Array(line.Functions.Length, 4);
        if (line.Units != null) bytes += Footprint.Array(line.Units.Length, 1);
        for (int clause = 1; clause < ClauseTable.End; clause++) bytes += Ranges(line.Ranges((Clause)clause));
        bytes += Texts(line.ValueTexts) + (line.StepText == null ? 0 : Footprint.Text(line.StepText));
        if (line.Whens != null) bytes += Footprint.References(line.Whens.Length) + line.Whens.Length * Footprint.Instance(WhenFields);
        if (line.Windows != null)
        {
            bytes += Footprint.References(line.Windows.Length) + line.Windows.Length * Footprint.Instance(WindowFields);
        }
        return bytes;
    }

    private static int Ranges(RangeList? ranges)
    {
        return ranges == null ? 0 : ranges.Bytes;
    }

    private static int Texts(string[]? texts)
    {
        if (texts == null) return 0;
        int bytes = Footprint.References(texts.Length);
        for (int i = 0; i < texts.Length; i++) bytes += Footprint.Text(texts[i]);
        return bytes;
    }
}
