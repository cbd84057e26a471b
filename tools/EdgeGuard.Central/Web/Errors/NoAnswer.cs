using System;
using System.Collections.Generic;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>Why there is nothing of what was asked for, and what to do next. Immutable.</summary>
/// <param name="Status">As HTTP has it.</param>
/// <param name="Title">In few words.</param>
/// <param name="Text">In one or two sentences.</param>
public sealed record NoAnswer(int Status, string Title, string Text)
{
    /// <summary>What to go on with: words, and an address of this console.</summary>
    internal IReadOnlyList<(string Words, string Path)> Next { get; init; } = [("The first page", "/")];

    /// <summary>The number under which it stands in the log; empty where nothing failed here.</summary>
    internal string Reference { get; init; } = "";

    /// <summary>What is not there, and what is of a site that the person does not see: nobody can tell the one from the other.</summary>
    internal static NoAnswer Nothing { get; } = new(
        StatusCodes.Status404NotFound,
        "There is nothing here",
        "No page, module, alert or person that you can see has this address. It may be mistyped, or gone; or it is of a site where you "
        + "have no role: an administrator of this console gives one.")
    {
        Next = [("All modules", "/modules"), ("Search events", "/events"), ("The first page", "/")],
    };

    /// <summary>What failed in the console itself.</summary>
    internal static NoAnswer Failed(string reference) => new(
        StatusCodes.Status500InternalServerError,
        "Something failed here",
        "This is a fault of the console, and nothing that you did. What modules report is stored all the same. Try again; if it fails "
        + "again, tell whoever runs this console the number: what failed stands under it in the console's log.")
    {
        Reference = reference,
    };

    /// <summary>What a status means that has no words of its own.</summary>
    internal static NoAnswer Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(
            status, "Not understood", "Something in the address or the form is not what it has to be: letters, perhaps, for a number."),
        StatusCodes.Status401Unauthorized => new(status, "Sign in first", "This is for who has signed in.")
        {
            Next = [("Sign in", "/login")],
        },
        StatusCodes.Status403Forbidden => new(status, "Not for you", "Your roles do not include this: ask an administrator."),
        StatusCodes.Status404NotFound => Nothing,
        StatusCodes.Status405MethodNotAllowed => new(status, "Not this way", "This address can be read, or sent to, and not the other."),
        StatusCodes.Status413PayloadTooLarge => new(status, "Too much", "It is longer than this console takes. Nothing was done."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "Not in this form", "It has to be sent as a form. Nothing was done."),
        StatusCodes.Status429TooManyRequests => new(status, "Too many at once", "Close other windows of this console, or wait a minute."),
        _ => new(status, "Not done", "This cannot be done."),
    };

    /// <summary>The same, with the page that it was sent from to go on with.</summary>
    internal NoAnswer Back(HttpRequest request) => this with { Next = [("Back to the page", From(request)), .. Next] };

    /// <summary>The page of this console that a request was sent from; the first one where nobody can tell.</summary>
    internal static string From(HttpRequest request)
    {
        bool isAddress = Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out Uri? from);
        bool isOurs = isAddress && from!.Scheme == Uri.UriSchemeHttps && from.Authority == request.Host.Value;
        // As in LoginEndpoints: two slashes would be another host.
        return isOurs && !from!.PathAndQuery.StartsWith("//", StringComparison.Ordinal) ? from.PathAndQuery : "/";
    }
}
