"""What an employee achieved in a month: reported, withdrawn, foreseen, looked back on."""
