using System.Linq;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class AnswersPipelinedRequestsInOrder
{
    private const int Requests = 100;

    [TestMethod]
    public void A_hundred_requests_in_one_piece_get_a_hundred_answers_in_their_order()
    {
        using var site = new Site();
        site.StartPlc();
        site.StartModule();
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        client.Send(Enumerable.Range(1, Requests).SelectMany(Request).ToArray());
        for (int id = 1; id <= Requests; id++) CollectionAssert.AreEqual(Answer(id), client.Receive());
    }

    // Every third is refused: a refusal must not overtake what the PLC still works on.
    private static byte[] Request(int id) => id % 3 == 0 ? Adu.WriteRegister(id, 1, 41, 7) : Adu.Read(id, 1, 3, 40 + id % 3 - 1, 1);

    private static byte[] Answer(int id) => (id % 3) switch
    {
        0 => Adu.Exception(Request(id), 1),
        1 => Adu.Frame(id, 1, 3, 2, 1000 >> 8, 1000 & 0xFF),
        _ => Adu.Frame(id, 1, 3, 2, 1600 >> 8, 1600 & 0xFF),
    };
}
