using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Tests;

/// <summary>A link within the checkout leads somewhere: to a file that is there, and to a heading that it has.</summary>
[TestClass]
public sealed class LinkRules
{
    [TestMethod]
    public void Every_relative_link_of_a_page_leads_somewhere()
    {
        int count = 0;
        List<string> broken = [];
        foreach (string page in Documents.All())
        {
            foreach (string link in Links(Documents.Read(page)))
            {
                count++;
                if (!Leads(page, link)) broken.Add(page + ": " + link);
            }
        }
        Assert.AreEqual("", string.Join('\n', broken));
        Assert.IsGreaterThan(40, count);
    }

    [TestMethod]
    public void A_link_to_a_file_or_a_heading_that_is_not_there_would_be_noticed()
    {
        Assert.IsTrue(Leads("firmware/README.md", "EdgeGuard.Guard/README.md#locks"));
        Assert.IsFalse(Leads("firmware/README.md", "EdgeGuard.Guard/README.md#no-such-heading"));
        Assert.IsFalse(Leads("firmware/README.md", "EdgeGuard.Core/NOTHING.md"));
    }

    private static bool Leads(string page, string link)
    {
        string[] parts = link.Split('#');
        string target = parts[0] == "" ? Path.Combine(SourceTree.Root, page) : Target(page, parts[0]);
        if (parts.Length == 1) return File.Exists(target) || Directory.Exists(target);
        return File.Exists(target) && Documents.Anchors(File.ReadAllText(target)).Contains(parts[1]);
    }

    private static string Target(string page, string path)
    {
        return Path.GetFullPath(Path.Combine(SourceTree.Root, Path.GetDirectoryName(page)!, path));
    }

    private static IEnumerable<string> Links(string text)
    {
        return Regex.Matches(text, @"\]\(([^)\s]+)\)")
            .Select(link => link.Groups[1].Value)
            .Where(link => !Regex.IsMatch(link, "^[a-z]+:"));
    }
}
