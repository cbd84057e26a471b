using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>Asks of each request what its row of <see cref="EndpointTable"/> says.</summary>
internal sealed class DoorRequirement : AuthorizationHandler<DoorRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, DoorRequirement requirement)
    {
        if (context.Resource is HttpContext http && IsOpen(http)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool IsOpen(HttpContext context)
    {
        Door door = EndpointTable.Of(context.GetEndpoint())?.Door ?? Door.Closed;
        SignedInPerson? person = CurrentPerson.Of(context).Person;
        return door switch
        {
            Door.Anyone => true,
            Door.Program => person is { IsProgram: true },
            _ when person is { IsProgram: true } => false,
            Door.SignedIn => person != null,
            Door.Operator => RoleOf(person, context) >= SiteRole.Operator,
            Door.Engineer => RoleOf(person, context) >= SiteRole.Engineer,
            Door.Administrator => person?.Roles.At(SiteRoles.Everywhere) >= SiteRole.Administrator,
            _ => false,
        };
    }

    // At the site that stands in the address; where none does, anywhere: what it is about is asked for there.
    private static SiteRole? RoleOf(SignedInPerson? person, HttpContext context) =>
        context.Request.RouteValues.TryGetValue("site", out object? site) ? person?.Roles.At(site as string ?? "") : person?.Roles.Highest;
}
