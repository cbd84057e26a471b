using System;
using System.IO;
using EdgeGuard.Host;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class DemoAccountTests
{
    [TestMethod]
    public void It_signs_in_with_a_password_of_its_own_and_digits_that_are_good_at_once_and_there_is_one_alone()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        FakeTime time = FakeTime.Noon();
        using (People people = People.Open(path, new SystemHmac(), new SystemRandom(), time, 1000))
        {
            DemoAccount account = DemoAccount.Create(people, time);
            Assert.IsNotNull(people.Login(DemoAccount.Name, account.Password, account.Digits));
            Assert.IsNull(people.FirstCode);
            Assert.Throws<CentralException>(() => DemoAccount.Create(people, time));
        }
        File.Delete(path);
    }
}
