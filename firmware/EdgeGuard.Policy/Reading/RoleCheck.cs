namespace EdgeGuard.Policy;

/// <summary>Checks the roles of a document against each other: doubles, unknown and cyclic includes, roles that allow nothing.</summary>
internal static class RoleCheck
{
    internal static void Run(PolicyDocument document, ProblemList problems)
    {
        PolicyRole[] roles = document.Roles;
        for (int i = 0; i < roles.Length; i++)
        {
            CheckDouble(roles, i, problems);
            CheckIncludes(document, roles[i], problems);
        }
        for (int i = 0; i < roles.Length; i++)
        {
            if (IsCyclic(document, i))
            {
                problems.Error(roles[i].Line, roles[i].Column, roles[i].Name,
                    "role " + roles[i].Name + " includes itself, directly or through others", "take one `includes` out of the circle");
            }
            else if (AllowsNothing(document, i))
            {
                problems.Warn(roles[i].Line, roles[i].Column, roles[i].Name,
                    "role " + roles[i].Name + " allows nothing", "add `allow` lines, or remove the role");
            }
        }
        if (roles.Length == 0) problems.Warn(1, 1, "", "the policy has no role: it refuses everything", "add a role with `allow` lines");
    }

    private static void CheckDouble(PolicyRole[] roles, int index, ProblemList problems)
    {
        PolicyRole role = roles[index];
        for (int i = 0; i < index; i++)
        {
            if (roles[i].Name != role.Name || roles[i].IsNone != role.IsNone || roles[i].IsAnybody != role.IsAnybody) continue;
            problems.Error(role.Line, role.Column, role.Name, "role " + role.Name + " stands already in line " + roles[i].Line.ToString(),
                "put all its lines under one header");
            return;
        }
    }

    private static void CheckIncludes(PolicyDocument document, PolicyRole role, ProblemList problems)
    {
        for (int i = 0; i < role.Includes.Length; i++)
        {
            if (document.FindRole(role.Includes[i]) >= 0) continue;
            problems.Error(role.Line, role.IncludeColumns[i], role.Includes[i], "there is no role " + role.Includes[i],
                Spelling.Suggest(role.Includes[i], Names(document), "role names compare letter by letter: check the spelling"));
        }
    }

    internal static string[] Names(PolicyDocument document)
    {
        var names = new string[document.Roles.Length];
        for (int i = 0; i < names.Length; i++) names[i] = document.Roles[i].Name;
        return names;
    }

    private static bool IsCyclic(PolicyDocument document, int role)
    {
        return document.IncludedRoles(role)[role];
    }

    private static bool AllowsNothing(PolicyDocument document, int role)
    {
        if (document.Roles[role].Lines.Length > 0) return false;
        bool[] included = document.IncludedRoles(role);
        for (int i = 0; i < included.Length; i++)
        {
            if (included[i] && document.Roles[i].Lines.Length > 0) return false;
        }
        return true;
    }
}
