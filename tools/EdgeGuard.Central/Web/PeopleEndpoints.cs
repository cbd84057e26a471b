using System;
using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>What administrators do with accounts, and the audit log.</summary>
internal static class PeopleEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people", () => AllPage(StatusCodes.Status200OK, "", "", ""));
        routes.MapGet("/people/{name}", (People people, string name) => OnePage(people, StatusCodes.Status200OK, name, "", ""));
        routes.MapPost("/people/invite", Invite);
        routes.MapPost("/people/{name}/role", SetRole);
        routes.MapPost("/people/{name}/disable", (HttpContext context, People people, string name) =>
            Done(people, name, people.Administration.Disable(Callers.Of(context), name)));
        routes.MapPost("/people/{name}/enable", (HttpContext context, People people, string name) =>
            Done(people, name, people.Administration.Enable(Callers.Of(context), name)));
        routes.MapPost("/people/{name}/reset", Reset);
        routes.MapPost("/people/{name}/remove", Remove);
        routes.MapPost("/people/{name}/sessions/end", (HttpContext context, People people, string name, [FromForm] long session) =>
            Done(people, name, people.Administration.EndSession(Callers.Of(context), name, session)));
        routes.MapGet("/audit", (string? q, long? before) => Pages.Of<AuditPage>(
            StatusCodes.Status200OK, (nameof(AuditPage.Search), q ?? ""), (nameof(AuditPage.Before), before ?? long.MaxValue)));
    }

    private static RazorComponentResult<PeoplePage> Invite(
        HttpContext context,
        People people,
        [FromForm] string name = "",
        [FromForm] string site = "",
        [FromForm] string role = "")
    {
        string problem = people.Administration.Invite(Callers.Of(context), name, site.Trim(), SiteRoleText.Parse(role), out string code);
        return AllPage(problem.Length > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, name, code, problem);
    }

    private static IResult SetRole(
        HttpContext context, People people, string name, [FromForm] string site = "", [FromForm] string role = "") =>
        Done(people, name, people.Administration.SetRole(Callers.Of(context), name, site.Trim(), SiteRoleText.Parse(role)));

    private static IResult Reset(HttpContext context, People people, string name)
    {
        string problem = people.Administration.Reset(Callers.Of(context), name, out string code);
        return problem.Length > 0 ? Done(people, name, problem) : OnePage(people, StatusCodes.Status200OK, name, code, "");
    }

    private static IResult Remove(HttpContext context, People people, string name)
    {
        string problem = people.Administration.Remove(Callers.Of(context), name);
        return problem.Length > 0 ? Done(people, name, problem) : Results.LocalRedirect("/people");
    }

    private static IResult Done(People people, string name, string problem) => problem.Length > 0
        ? OnePage(people, StatusCodes.Status400BadRequest, name, "", problem)
        : Results.LocalRedirect("/people/" + Uri.EscapeDataString(name));

    private static RazorComponentResult<PeoplePage> AllPage(int status, string name, string code, string problem) => Pages.Of<PeoplePage>(
        status, (nameof(PeoplePage.Name), name), (nameof(PeoplePage.Code), code), (nameof(PeoplePage.Problem), problem));

    private static IResult OnePage(People people, int status, string name, string code, string problem) =>
        people.Administration.Find(name) is { } view
            ? Pages.Of<PersonPage>(
                status, (nameof(PersonPage.View), view), (nameof(PersonPage.Code), code), (nameof(PersonPage.Problem), problem))
            : Pages.Nothing;
}
