using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>What a program asks for behind the question mark: each word once, none that is not known, and whatever is wrong told together.
/// For one request.</summary>
internal sealed class ApiArguments
{
    private const int MostText = 2000;

    private readonly IQueryCollection _query;
    private readonly List<ApiMistake> _mistakes = [];

    internal ApiArguments(IQueryCollection query, params string[] known)
    {
        _query = query;
        string all = known.Length > 0 ? "there are " + string.Join(", ", known) : "there are none here";
        foreach (string name in query.Keys.Where(name => !known.Contains(name))) Add(name, "", $"There is no such parameter: {all}.");
        foreach (string name in known.Where(name => query[name].Count > 1)) Add(name, query[name].ToString(), "Write it once.");
        foreach (string name in known.Where(name => Text(name).Length > MostText))
        {
            Add(name, Text(name), $"Write up to {MostText} characters.");
        }
    }

    /// <summary>The answer that says what is wrong; null for nothing.</summary>
    internal IResult? Problem => _mistakes.Count == 0 ? null : ApiProblem.Of(StatusCodes.Status400BadRequest, _mistakes);

    internal void Add(string place, string value, string remedy) => _mistakes.Add(new ApiMistake(place, value, remedy));

    /// <summary>The text of a parameter; empty for none.</summary>
    internal string Text(string name) => _query[name].FirstOrDefault() ?? "";

    /// <summary>A whole number in a range.</summary>
    internal long Number(string name, long least, long most, long otherwise)
    {
        string text = Text(name);
        if (text.Length == 0) return otherwise;
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        if (isNumber && number >= least && number <= most) return number;
        Add(name, text, $"Write a whole number from {least} to {most}.");
        return otherwise;
    }

    /// <summary>Events that are searched for, as on their page.</summary>
    internal EventQuery Events(string name)
    {
        EventQuery query = EventQuery.Parse(Text(name), out IReadOnlyList<string> problems);
        foreach (string problem in problems) Add(name, Text(name), problem);
        return query;
    }

    /// <summary>Likewise modules, by name.</summary>
    internal ModuleQuery Modules(string name)
    {
        ModuleQuery query = ModuleQuery.Parse(Text(name), null, out IReadOnlyList<string> problems);
        foreach (string problem in problems) Add(name, Text(name), problem);
        return query;
    }

    /// <summary>Where a page of events ended; null for the first.</summary>
    internal EventCursor? Cursor(string name)
    {
        EventCursor? cursor = EventCursor.Parse(Text(name));
        if (cursor == null && Text(name).Length > 0) Add(name, Text(name), "Write 'next' of the answer before, or leave it out.");
        return cursor;
    }
}
