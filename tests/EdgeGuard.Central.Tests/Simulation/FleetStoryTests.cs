using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

[TestClass]
public class FleetStoryTests
{
    [TestMethod]
    public void The_lines_that_its_events_name_are_those_that_its_policy_refuses_by()
    {
        var rows = new[]
        {
            ("Operator", "06 unit 1 address 40 value 2327", FleetStory.ValueLine),
            ("Engineer", "05 unit 1 address 7 value 1", FleetStory.StateLine),
            ("Scada", "03 unit 1 address 400", FleetStory.ReadLine),
        };
        foreach ((string role, string request, int line) in rows)
        {
            var question = new PolicyQuestion();
            Assert.IsNull(question.SetRequest(request));
            Explanation answer = question.Ask(PolicyReader.Read(FleetStory.Policy), role);
            Assert.AreEqual(line, answer.Lines[0].Line, answer.Headline);
        }
    }
}
