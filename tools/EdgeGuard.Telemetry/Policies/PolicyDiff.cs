using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Policy;

namespace EdgeGuard.Telemetry;

/// <summary>Compares what two policies allow, function by function, unit by unit and address by address, whatever lines say it.</summary>
/// <remarks>Conditions (values, quantities, times …) are compared as they are written. What a <c>never</c> forbids is told apart, and is
/// not taken out of what lines allow.</remarks>
public static class PolicyDiff
{
    /// <summary>All differences, by role.</summary>
    public static PolicyDifference[] Between(PolicyDocument before, PolicyDocument now)
    {
        string[] roles = [.. before.Roles.Concat(now.Roles).Select(Key).Distinct()];
        return [.. Nevers(before, now), .. Settings(before, now), .. roles.SelectMany(role => OfRole(role, before, now))];
    }

    // A role by its name as a policy writes it: `*` and `none` are others than roles of these names, which stand in quotes.
    private static string Key(PolicyRole role)
    {
        return role.IsAnybody || role.IsNone ? role.Name : PolicyWriter.RoleName(role.Name);
    }

    private static IEnumerable<PolicyDifference> OfRole(string role, PolicyDocument before, PolicyDocument now)
    {
        PolicyRole? was = before.Roles.FirstOrDefault(each => Key(each) == role);
        PolicyRole? isNow = now.Roles.FirstOrDefault(each => Key(each) == role);
        if (was != null && isNow != null && was.Priority != isNow.Priority)
        {
            yield return new PolicyDifference(DifferenceKind.Bound, role, "its requests", Priority(was.Priority), Priority(isNow.Priority));
        }
        PolicyLine[] linesBefore = Lines(before, role);
        PolicyLine[] linesNow = Lines(now, role);
        for (int code = 1; code < FunctionItem.Codes; code++)
        {
            foreach (PolicyDifference each in new FunctionDiff(role, code, linesBefore, linesNow).All()) yield return each;
        }
    }

    // A role that a policy does not name has the lines of `role *`, as at the judge.
    private static PolicyLine[] Lines(PolicyDocument document, string role)
    {
        int index = Array.FindIndex(document.Roles, each => Key(each) == role);
        if (index < 0 && role == "none") return [];
        bool[] counted = document.EffectiveRoles(index);
        return [.. document.Roles.Where((_, i) => counted[i]).SelectMany(each => each.Lines)];
    }

    private static string Priority(int priority) => "priority " + (priority == 0 ? "high" : priority == 1 ? "normal" : "low");

    private static IEnumerable<PolicyDifference> Nevers(PolicyDocument before, PolicyDocument now)
    {
        string[] was = [.. before.Nevers.Select(PolicyWriter.WriteLine)];
        string[] isNow = [.. now.Nevers.Select(PolicyWriter.WriteLine)];
        foreach (string gone in was.Except(isNow)) yield return Never(DifferenceKind.Allowed, "no longer forbidden to all: " + gone);
        foreach (string added in isNow.Except(was)) yield return Never(DifferenceKind.Refused, "forbidden to all: " + added);
    }

    private static PolicyDifference Never(DifferenceKind kind, string what) => new(kind, "", what, "", "");

    private static IEnumerable<PolicyDifference> Settings(PolicyDocument before, PolicyDocument now)
    {
        (string What, int Before, int Now)[] limits =
        [
            ("requests a second of a client", before.RatePerSecond, now.RatePerSecond), ("burst of a client", before.Burst, now.Burst),
            ("requests waiting of a client", before.Pending, now.Pending), ("milliseconds to wait", before.LifetimeMs, now.LifetimeMs),
            ("sessions of a client", before.SessionsPerClient, now.SessionsPerClient), ("sessions of all", before.Sessions, now.Sessions),
        ];
        foreach ((string what, int was, int isNow) in limits)
        {
            if (was != isNow) yield return new PolicyDifference(DifferenceKind.Bound, "", what, Limit(was), Limit(isNow));
        }
        if (before.RefusalStyle == now.RefusalStyle) yield break;
        yield return new PolicyDifference(
            DifferenceKind.Bound, "", "what is refused", $"with {before.RefusalStyle}".ToLowerInvariant(),
            $"with {now.RefusalStyle}".ToLowerInvariant());
    }

    private static string Limit(int limit) => limit == PolicyDocument.Unset ? "as usual" : $"at most {limit}";
}
