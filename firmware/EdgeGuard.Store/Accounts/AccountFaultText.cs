namespace EdgeGuard.Store;

/// <summary>What is wrong and what would be right, for every <see cref="AccountFault"/>.</summary>
public static class AccountFaultText
{
    public static string Message(AccountFault fault)
    {
        switch (fault)
        {
            case AccountFault.NotAllowed: return FaultWords.NotAllowed;
            case AccountFault.None: return "done";
            case AccountFault.NoSuchAccount: return "there is no such account";
            case AccountFault.NameTaken: return "there is an account of that name already";
            case AccountFault.NameMalformed: return "this is no name for an account";
            case AccountFault.LevelUnknown: return "there is no such level";
            case AccountFault.PasswordTooShort: return "the password is too short";
            case AccountFault.PasswordTooLong: return "the password is too long";
            case AccountFault.PasswordIsName: return "the password holds the account's name";
            case AccountFault.TooMany: return "there are as many accounts as there can be";
            case AccountFault.LastTechnician: return "this is the last technician: nobody could change anything any more";
            case AccountFault.AlreadyClaimed: return "the module has accounts already";
            case AccountFault.ClaimCode: return "the claim code is wrong";
            case AccountFault.Locked: return "too many failures";
            case AccountFault.ClockNotTrusted: return "the module's time is not known, so that no code can be checked";
            case AccountFault.Code: return "the code is wrong";
            case AccountFault.NoSecondFactor: return "there is no second factor";
            case AccountFault.StoreRefused: return FaultWords.StoreRefused;
            default: return "unknown fault";
        }
    }

    public static string Remedy(AccountFault fault)
    {
        switch (fault)
        {
            case AccountFault.NotAllowed: return FaultWords.AskTechnician;
            case AccountFault.NameTaken: return "choose another name, or change that account";
            case AccountFault.NameMalformed:
                return "up to " + AccountLimits.MaxName.ToString() + " of a-z, 0-9, '.', '_' and '-', a letter first";
            case AccountFault.LevelUnknown: return "technician or viewer";
            case AccountFault.PasswordTooShort:
                return "at least " + AccountLimits.MinPassword.ToString() + " characters; three or four words are good";
            case AccountFault.PasswordTooLong: return "at most " + AccountLimits.MaxPassword.ToString() + " bytes";
            case AccountFault.PasswordIsName: return "choose one that does not";
            case AccountFault.TooMany: return "remove accounts that nobody uses";
            case AccountFault.LastTechnician: return "make another technician first";
            case AccountFault.AlreadyClaimed: return "log in; where nobody knows a password any more: 'forget-accounts'";
            case AccountFault.ClaimCode: return "twelve letters and digits, no I, L, O or U";
            case AccountFault.Locked: return "wait, and try again";
            case AccountFault.ClockNotTrusted: return "set the time first";
            case AccountFault.Code: return "type the six digits that the app shows now; is its time right?";
            case AccountFault.StoreRefused: return FaultWords.MediumRefuses;
            default: return "";
        }
    }
}
