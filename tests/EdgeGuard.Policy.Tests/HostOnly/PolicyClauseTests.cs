using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Policy.Tests;

/// <summary>Every clause of the language is read, judged, written, explained, counted and described.</summary>
/// <remarks>The tests walk <see cref="ClauseTable"/>: a clause of which one part is missing fails here.</remarks>
[TestClass]
public sealed partial class PolicyClauseTests
{
    private const int Unheard = 1 << 30;

    private static IEnumerable<object[]> Words
    {
        get { return ClauseTable.Words().Select(word => new object[] { word }); }
    }

    [TestMethod]
    public void The_table_has_a_row_for_every_clause_and_the_tests_have_a_sample()
    {
        Clause[] clauses = [.. Enum.GetValues<Clause>().Where(clause => clause != Clause.None)];
        CollectionAssert.AreEqual(clauses, clauses.Select(clause => ClauseTable.Row(clause).Clause).ToArray());
        Assert.AreEqual(clauses.Length + 1, ClauseTable.End);
        CollectionAssert.AreEquivalent(ClauseTable.Words(), PolicyClauseSample.Of.Keys);
        foreach ((string word, PolicyClauseSample sample) in PolicyClauseSample.Of)
        {
            Assert.Contains($" {word} ", sample.Line);
            Assert.DoesNotContain($" {word} ", sample.Without);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Words))]
    public void A_clause_is_read_and_written_as_it_stands_and_makes_another_policy(string word)
    {
        PolicyClauseSample sample = PolicyClauseSample.Of[word];
        PolicyReading reading = Read("allow " + sample.Line);
        PolicyLine line = reading.Document.Roles[0].Lines[0];
        Assert.AreEqual("allow " + sample.Line, PolicyWriter.WriteLine(line));
        Assert.IsTrue(line.Has(ClauseTable.Find(word)));
        Assert.AreNotEqual(Read("allow " + sample.Without).Policy!.HashText(), reading.Policy!.HashText());
        PolicyReading again = PolicyReader.Read(PolicyWriter.Write(reading.Document));
        Assert.AreEqual(reading.Policy.HashText(), again.Policy!.HashText());
        Assert.AreEqual(line.Clauses, again.Document.Roles[0].Lines[0].Clauses);
    }

    [TestMethod]
    [DynamicData(nameof(Words))]
    public void A_clause_refuses_one_request_and_allows_another(string word)
    {
        PolicyClauseSample sample = PolicyClauseSample.Of[word];
        CompiledPolicy policy = Read("allow " + sample.Line).Policy!;
        Assert.IsTrue(sample.Refused.IsAllowed(Read("allow " + sample.Without).Policy!), "refused without the clause");
        Decision decision = sample.Refused.Judge(policy);
        Assert.AreEqual(Verdict.Refuse, decision.Verdict);
        Assert.AreEqual(sample.Reason, decision.Reason);
        Assert.IsTrue(Judge.ObserveForwards(sample.Reason), "observe mode refuses what no line covers");
        Assert.IsTrue(sample.Allowed.IsAllowed(policy), "not allowed");
    }

    [TestMethod]
    [DynamicData(nameof(Words))]
    public void A_refusal_because_of_a_clause_is_explained_by_its_word_or_by_what_stands_behind_it(string word)
    {
        PolicyClauseSample sample = PolicyClauseSample.Of[word];
        ExplainedLine line = sample.Refused.Explain(Read("allow " + sample.Line)).Lines.Single();
        Assert.IsFalse(line.Allows);
        Assert.AreEqual(sample.Why, line.Why);
        string behind = sample.Line[sample.Line.IndexOf($" {word} ", StringComparison.Ordinal)..].Split(' ')[2];
        Assert.IsTrue(sample.Why.Contains(word, StringComparison.Ordinal) || sample.Why.Contains(behind, StringComparison.Ordinal));
        Assert.AreNotEqual(RefusalText.Of(sample.Reason), sample.Why, "nothing but the reason");
    }

    [TestMethod]
    [DynamicData(nameof(Words))]
    public void What_a_clause_takes_is_part_of_a_policys_size(string word)
    {
        // So many roles that what one clause takes in one line does not drown in the slack.
        PolicyClauseSample sample = PolicyClauseSample.Of[word];
        CompiledPolicy with = Roles(sample.Line);
        CompiledPolicy without = Roles(sample.Without);
        Assert.IsTrue(with.Bytes - without.Bytes >= HeapMeter.Of(with) - HeapMeter.Of(without),
            $"{with.Bytes - without.Bytes} reckoned, {HeapMeter.Of(with) - HeapMeter.Of(without)} counted");
    }

    [TestMethod]
    [DynamicData(nameof(Words))]
    public void A_line_with_a_clause_covers_its_like_and_none_without_it(string word)
    {
        PolicyClauseSample sample = PolicyClauseSample.Of[word];
        CollectionAssert.AreEqual(new[] { 5 }, NeverDeciding(sample.Line, sample.Line));
        CollectionAssert.AreEqual(new[] { 5 }, NeverDeciding(sample.Without, sample.Line));
        CollectionAssert.AreEqual(new[] { 4 }, NeverDeciding(sample.Line, sample.Without));
        // The judge asks a line without conditions first: only one that has another condition could be said to be covered.
        string other = sample.Without + (word == "during" ? " when 3:1 = 1 within 5s" : " during mon 06:00-07:00");
        CollectionAssert.AreEqual(Array.Empty<int>(), NeverDeciding(sample.Line, other));
        CollectionAssert.AreEqual(Array.Empty<int>(), NeverDeciding(other, sample.Line));
    }

    [TestMethod]
    [DynamicData(nameof(Words))]
    public void A_never_line_takes_the_clauses_that_its_table_says_and_the_reader_names_them(string word)
    {
        PolicyReading reading = PolicyReader.Read(PolicySample.Head + "role A\nallow 3\nnever " + PolicyClauseSample.Of[word].Line + "\n");
        bool isForNever = ClauseTable.Row(ClauseTable.Find(word)).IsForNever;
        Assert.AreEqual(isForNever, reading.Policy != null);
        if (!isForNever) Assert.AreEqual("`never` takes unit, address and file", reading.Problems[0].Remedy);
    }

    [TestMethod]
    [DynamicData(nameof(Words))]
    public void A_clause_without_its_value_is_answered_with_an_example_that_reads(string word)
    {
        string functions = PolicyClauseSample.Of[word].Line.Split(' ')[0];
        ProblemList problems = PolicyReader.Read(PolicySample.Head + $"role A\nallow {functions} {word}\n").Problems;
        Assert.IsTrue(problems.Errors > 0);
        ClauseRow row = ClauseTable.Row(ClauseTable.Find(word));
        bool lacksValue = problems[0].Message == $"`{word}` lacks its value";
        if (lacksValue) Assert.AreEqual($"write for example `{word} {row.Example}`", problems[0].Remedy);
        string rest = word switch { "read" => " write 40", "write" => " read 0", "as" => " value 5", "step" => " address 40", _ => "" };
        functions = word == "as" ? "6" : functions;
        Read($"allow {functions} {word} {row.Example}{rest}");
    }

    [TestMethod]
    public void The_random_lines_of_the_properties_have_every_clause()
    {
        var random = new Random(1);
        string lines = string.Concat(Enumerable.Range(0, 2_000).Select(_ => new PolicyNaiveLine(random, false).Text() + " "));
        foreach (string word in ClauseTable.Words()) Assert.Contains($" {word} ", lines);
    }

    [TestMethod]
    public void The_page_of_the_language_describes_every_clause_with_an_example()
    {
        string page = Page();
        string examples = string.Concat(PolicyBlocks().Matches(page).Select(block => block.Value));
        foreach (string word in ClauseTable.Words())
        {
            Assert.IsTrue(Regex.IsMatch(page, $"`[^`\n]*\\b{word}\\b[^`\n]*`"), word);
            Assert.Contains($" {word} ", examples);
        }
    }

    [TestMethod]
    public void The_page_names_the_clauses_that_make_a_condition_and_those_that_never_takes()
    {
        string page = Page();
        string[] conditions = [.. ClauseTable.Words().Where(word => word != "as" && IsCondition(word))];
        string named = ConditionList().Match(page).Groups[1].Value;
        // Of 23 an address is a condition too; the page says that in words.
        CollectionAssert.AreEquivalent(conditions.Except(["read"]).ToArray(), Quoted(named));
        string[] nevers = [.. ClauseTable.Words().Where(word => ClauseTable.Row(ClauseTable.Find(word)).IsForNever)];
        CollectionAssert.AreEqual(nevers, Quoted(NeverList().Match(page).Groups[1].Value));
    }

    [TestMethod]
    public void A_line_with_a_clause_that_nobody_judges_refuses()
    {
        PolicyReading reading = Read("allow 3\nallow 6 value 0-9");
        (CompiledPolicy policy, PolicyReading heard) = WithUnheard("allow 3\nallow 6 value 0-9");
        foreach (Situation each in new Situation[] { new(1, [3, 0, 0, 0, 1]), new(1, [6, 0, 0, 0, 5]) })
        {
            Assert.IsTrue(each.IsAllowed(reading.Policy!), each.ToString());
            Decision decision = each.Judge(policy);
            Assert.AreEqual(Verdict.Refuse, decision.Verdict, each.ToString());
            Assert.AreEqual(Refusal.UnknownClause, decision.Reason, each.ToString());
        }
        Assert.IsTrue(heard.Document.Roles[0].Lines.All(line => (line.Clauses & Unheard) != 0));
    }

    [TestMethod]
    public void A_line_that_cannot_allow_asks_for_no_value_and_comes_behind_one_that_may()
    {
        var write = new Situation(1, [6, 0, 40, 0, 7]);
        Decision alone = write.Judge(WithUnheard("allow 6 address 40 step 5 when 3:1 = 1 within 5s").Policy);
        Assert.AreEqual(Verdict.Refuse, alone.Verdict);
        Assert.AreEqual(Refusal.UnknownClause, alone.Reason);
        Decision both = write.Judge(WithUnheard("allow 6 address 40 step 5", "allow 6 address 40-41 when 3:1 = 1 within 5s").Policy);
        Assert.AreEqual(Verdict.NeedValue, both.Verdict);
        Assert.AreEqual(5, both.Rule);
        Decision nearer = write.Judge(WithUnheard("allow 6 address 40 step 5", "allow 6 address 40-41 value 0-5").Policy);
        Assert.AreEqual(Refusal.UnknownClause, nearer.Reason);
        Assert.AreEqual(4, nearer.Rule);
    }

    [TestMethod]
    public void A_line_that_was_never_read_allows_nothing()
    {
        var line = new PolicyLine { Line = 4, Functions = [FunctionItem.Pack(3, FunctionItem.AnySub)] };
        var document = new PolicyDocument { Roles = [new PolicyRole { Name = "A", Lines = [line] }] };
        Decision decision = new Situation(1, [3, 0, 0, 0, 1]).Judge(PolicyCompiler.Compile(document, new ProblemList())!);
        Assert.AreEqual(Verdict.Refuse, decision.Verdict);
        Assert.AreEqual(4, decision.Rule);
    }

    [TestMethod]
    public void A_line_with_a_clause_that_nobody_knows_is_not_said_to_allow_what_others_do()
    {
        PolicyReading reading = Read("allow 3 quantity 1-9\nallow 3 quantity 1-5");
        reading.Document.Roles[0].Lines[0].Clauses |= Unheard;
        var problems = new ProblemList();
        PolicyCompiler.Compile(reading.Document, problems);
        Assert.AreEqual(0, problems.Count);
    }

    private static (CompiledPolicy Policy, PolicyReading Reading) WithUnheard(string lines, string others = "")
    {
        PolicyReading reading = Read(lines + (others.Length > 0 ? "\n" + others : ""));
        int unheard = lines.Split('\n').Length;
        foreach (PolicyLine line in reading.Document.Roles[0].Lines.Take(unheard)) line.Clauses |= Unheard;
        return (PolicyCompiler.Compile(reading.Document, new ProblemList())!, reading);
    }

    private static PolicyReading Read(string lines)
    {
        PolicyReading reading = PolicyReader.Read(PolicySample.Head + "role A\n" + lines + "\n");
        Assert.IsNotNull(reading.Policy, lines + ": " + (reading.Problems.Count > 0 ? reading.Problems[0].ToString() : ""));
        return reading;
    }

    private static CompiledPolicy Roles(string line)
    {
        return PolicySample.Compile(string.Concat(Enumerable.Range(0, 60).Select(i => $"role R{i}\nallow {line}\n")));
    }

    private static int[] NeverDeciding(params string[] lines)
    {
        ProblemList problems = Read(string.Join('\n', lines.Select(line => "allow " + line))).Problems;
        return [.. Enumerable.Range(0, problems.Count).Select(i => problems[i])
            .Where(problem => problem.Message.Contains("never decides", StringComparison.Ordinal)).Select(problem => problem.Line)];
    }

    private static bool IsCondition(string word)
    {
        int function = int.Parse(PolicyClauseSample.Of[word].Line.Split(' ')[0], CultureInfo.InvariantCulture);
        return ConditionTable.Conditions(1 << (int)ClauseTable.Find(word), function) != 0;
    }

    private static string[] Quoted(string list)
    {
        return [.. QuotedWord().Matches(list).Select(match => match.Groups[1].Value)];
    }

    private static string Page()
    {
        return File.ReadAllText(Path.Combine(WireVectorFolder.Checkout, "firmware", "EdgeGuard.Policy", "README.md"));
    }

    [GeneratedRegex("```policy\n.*?```", RegexOptions.Singleline)]
    private static partial Regex PolicyBlocks();

    [GeneratedRegex(@"lines with a condition \(([^)]*)\)")]
    private static partial Regex ConditionList();

    [GeneratedRegex(@"`never` takes functions, ([^.]*)\.")]
    private static partial Regex NeverList();

    [GeneratedRegex("`([a-z]+)`")]
    private static partial Regex QuotedWord();
}
